import type { ConnectedOrganization } from '../connectors/connector-access';
import { type FieldFault, UnprocessableError } from '../errors';
import type { CheckedDraft, CreationCheck } from '../tickets/creation-check';
import { fieldPointer } from '../tickets/field-pointer';
import { fieldsIn } from './render-template';
import type { RuleInput } from './rule';

const isFixed = (value: unknown): boolean => typeof value !== 'string' || fieldsIn(value).length === 0;

/**
 * What of a rule's work items is known before there is a finding, and the places that findings fill in (JSON
 * pointers as in a ticket, in lower case: ADO compares names of fields so).
 */
export function fixedPart({ ticket, fieldMappings = [] }: Pick<RuleInput, 'ticket' | 'fieldMappings'>): {
  draft: CheckedDraft;
  filledIn: Set<string>;
} {
  const { project, workItemType, state, areaPath, iterationPath, assignedTo, fields = {} } = ticket;
  const places = { areaPath, iterationPath, assignedTo };
  const named = Object.entries(places).filter(([, value]) => value !== undefined);
  const own = Object.entries(fields);
  const mapped = new Set(fieldMappings.map(({ field }) => field.toLowerCase()));
  return {
    draft: {
      project,
      workItemType,
      ...(state === undefined ? {} : { state }),
      ...Object.fromEntries(named.filter(([, value]) => isFixed(value))),
      fields: Object.fromEntries(
        own.filter(([name, value]) => isFixed(value) && !mapped.has(name.toLowerCase())),
      ),
    },
    filledIn: new Set(
      [
        ...named.filter(([, value]) => !isFixed(value)).map(([name]) => `/${name}`),
        ...own.filter(([, value]) => !isFixed(value)).map(([name]) => fieldPointer(name)),
        ...fieldMappings.map(({ field }) => fieldPointer(field)),
      ].map((pointer) => pointer.toLowerCase()),
    ),
  };
}

/**
 * Lets ADO say in a dry run what is wrong with the fixed part of a rule's work items; nothing is written.
 * @throws ProblemError what is not about a place of the rule
 */
export async function rehearseRule(
  creation: CreationCheck,
  organization: ConnectedOrganization,
  rule: RuleInput,
): Promise<FieldFault[]> {
  const { draft, filledIn } = fixedPart(rule);
  try {
    await creation.rehearse(organization, draft);
    return [];
  } catch (error) {
    const faults = error instanceof UnprocessableError ? error.details.errors : undefined;
    if (faults === undefined || faults.length === 0) throw error;
    return faults
      .filter(({ pointer }) => !filledIn.has(pointer.toLowerCase()))
      .map(({ pointer, message }) => ({ pointer: `/ticket${pointer}`, message }));
  }
}

import type { FieldFault } from '../errors';
import { escapePointer } from '../http/escape-pointer';
import { criteriaFaults } from './compile-rule';
import { type Condition, type Criteria, isGroup } from './criteria/criteria-schema';
import { uniqueFindingField } from './group-of';
import { isKnownField } from './known-fields';
import { fieldsIn } from './render-template';
import type { FieldMapping, RuleInput } from './rule';
import { countFields } from './template-fields';

/** Where a rule names a field of a finding or an asset. */
interface NamedField {
  pointer: string;
  name: string;
}

function inCriteria(part: Criteria | Condition | undefined, pointer: string): NamedField[] {
  if (!part) return [];
  if (!isGroup(part)) return [{ pointer: `${pointer}/field`, name: part.field }];
  return part.conditions.flatMap((inner, position) => inCriteria(inner, `${pointer}/conditions/${position}`));
}

const inTemplate = (template: unknown, pointer: string): NamedField[] =>
  typeof template === 'string' ? fieldsIn(template).map((name) => ({ pointer, name })) : [];

function inTicket({ ticket }: RuleInput): NamedField[] {
  const { title, description, areaPath, iterationPath, assignedTo, tags = [], fields = {} } = ticket;
  return [
    ...Object.entries({ title, description, areaPath, iterationPath, assignedTo }).flatMap(
      ([name, template]) => inTemplate(template, `/ticket/${name}`),
    ),
    ...tags.flatMap((tag, position) => inTemplate(tag, `/ticket/tags/${position}`)),
    ...Object.entries(fields).flatMap(([name, value]) =>
      inTemplate(value, `/ticket/fields/${escapePointer(name)}`),
    ),
  ].filter(({ name }) => name !== 'affected_assets');
}

const inMappings = ({ fieldMappings = [] }: RuleInput): NamedField[] =>
  fieldMappings.flatMap(({ template, from }, position) => [
    ...inTemplate(template, `/fieldMappings/${position}/template`),
    ...(from === undefined ? [] : [{ pointer: `/fieldMappings/${position}/from`, name: from }]),
  ]);

/** All fields of findings and assets that a rule names, with their places. */
export const fieldsNamedBy = (input: RuleInput): NamedField[] => [
  ...inCriteria(input.findingCriteria, '/findingCriteria'),
  ...inCriteria(input.assetCriteria, '/assetCriteria'),
  ...input.groupBy
    .map((name, position) => ({ pointer: `/groupBy/${position}`, name }))
    .filter(({ name }) => name !== uniqueFindingField),
  ...inTicket(input),
  ...inMappings(input),
];

/** Fields that the rule has words of its own for. */
const notMapped = new Set([
  'System.Title',
  'System.State',
  'System.Description',
  'System.Tags',
  'System.History',
]);

function mappingFaults(mappings: readonly FieldMapping[]): FieldFault[] {
  return mappings.flatMap(({ field, value, template, from, map }, position) => {
    const pointer = `/fieldMappings/${position}`;
    const sources = [value, template, from].filter((source) => source !== undefined).length;
    const isRepeated = mappings.slice(0, position).some((other) => other.field === field);
    return [
      ...(sources === 1 ? [] : [{ pointer, message: 'needs exactly one of "value", "template" and "from"' }]),
      ...(map !== undefined && from === undefined
        ? [{ pointer: `${pointer}/map`, message: 'needs "from", the field that is looked up in it' }]
        : []),
      ...(notMapped.has(field)
        ? [
            {
              pointer: `${pointer}/field`,
              message: 'cannot be mapped: "ticket" has a word of its own for it',
            },
          ]
        : []),
      ...(isRepeated ? [{ pointer: `${pointer}/field`, message: 'is mapped twice' }] : []),
    ];
  });
}

/** The fields that a rule names and nobody has heard of. */
export function unknownFieldsOf(input: RuleInput, seen: ReadonlySet<string>): FieldFault[] {
  const own: ReadonlySet<string> = new Set([...countFields, ...seen]);
  return fieldsNamedBy(input)
    .filter(({ name }) => !isKnownField(name, own))
    .map(({ pointer, name }) => ({
      pointer,
      message: `"${name}" is no field of Nucleus's findings or assets, and no stored finding has it`,
    }));
}

/** Every finding of every scan is put to every condition of every rule. */
const mostConditions = 200;

const countConditions = (part: Criteria | Condition): number =>
  isGroup(part) ? part.conditions.reduce((sum, inner) => sum + countConditions(inner), 0) : 1;

const complexityFaults = ({ findingCriteria, assetCriteria }: RuleInput): FieldFault[] =>
  Object.entries({ findingCriteria, assetCriteria }).flatMap(([name, criteria]) =>
    criteria && countConditions(criteria) > mostConditions
      ? [{ pointer: `/${name}`, message: `may have ${mostConditions} conditions at most, in all its groups` }]
      : [],
  );

/** What of a rule cannot work, whatever Azure DevOps says: each fault by its place. */
export async function ruleFaults(input: RuleInput): Promise<FieldFault[]> {
  const tooComplex = complexityFaults(input);
  if (tooComplex.length > 0) return tooComplex;
  return [...(await criteriaFaults(input)), ...mappingFaults(input.fieldMappings ?? [])];
}

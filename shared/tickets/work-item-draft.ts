import {
  addHyperlink,
  addRelated,
  type JsonPatchOperation,
  setField,
  setLongText,
} from '../azure-devops/json-patch';
import { cutTitle } from '../azure-devops/text/cut-title';
import { descriptionField } from '../azure-devops/text/description-field';
import { toLongText } from '../azure-devops/text/long-text';
import { mergeTags } from '../azure-devops/text/merge-tags';
import type { WorkItemType } from '../azure-devops/work-item-type';

/** A work item to be made, in our words; everything rendered, nothing yet in ADO's form. */
export interface WorkItemDraft {
  project: string;
  workItemType: string;
  title: string;
  description?: string;
  descriptionFormat: 'markdown' | 'html';
  /** The state it is to end up in; the type's initial state if undefined. */
  state?: string;
  areaPath?: string;
  iterationPath?: string;
  assignedTo?: string;
  tags?: string[];
  /** Address of a work item that this one follows. */
  relatedTo?: string;
  /** Further fields by reference name. */
  fields?: Record<string, string | number | boolean>;
}

/** Fields that a draft has words of its own for, or that only ADO sets. */
const ownFields: ReadonlySet<string> = new Set(
  [
    'System.Title',
    'System.State',
    'System.Id',
    'System.Rev',
    'System.WorkItemType',
    'System.TeamProject',
  ].map((name) => name.toLowerCase()),
);

const given = (referenceName: string, value: string | undefined) =>
  value === undefined ? [] : [setField(referenceName, value)];

/**
 * The one request that makes a work item (facts: azure-devops.md sections 4.3 and 4.5). The state is left out: on
 * creation only the initial one is legal. The link back to the ticket is for the reader, and our key.
 */
export async function toCreateOperations(
  draft: WorkItemDraft,
  type: WorkItemType,
  linkToTicket: string,
): Promise<JsonPatchOperation[]> {
  const { description, descriptionFormat, fields = {} } = draft;
  const tags = mergeTags(undefined, draft.tags ?? []);
  return [
    setField('System.Title', cutTitle(draft.title)),
    ...(description === undefined || description.trim() === ''
      ? []
      : setLongText(
          descriptionField(type),
          await toLongText(description, descriptionFormat),
          descriptionFormat,
        )),
    ...given('System.AreaPath', draft.areaPath),
    ...given('System.IterationPath', draft.iterationPath),
    ...given('System.AssignedTo', draft.assignedTo),
    ...given('System.Tags', tags),
    ...Object.entries(fields)
      .filter(([name]) => !ownFields.has(name.toLowerCase()))
      .map(([name, value]) => setField(name, value)),
    addHyperlink(linkToTicket, 'Nucleus ticket'),
    ...(draft.relatedTo === undefined ? [] : [addRelated(draft.relatedTo)]),
  ];
}

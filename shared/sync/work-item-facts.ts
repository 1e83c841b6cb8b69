import type { StateCategory, WorkItemFacts } from '../tickets/ticket';
import { identityName } from './identity-name';
import { numberOf, stringOf } from './lenient-json';

/** The tags of a work item, from their one joined string. */
export function tagsOf(value: unknown): string[] {
  return (stringOf(value) ?? '')
    .split(';')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** A date in one form, whatever fraction of a second it came with. */
function isoOf(value: unknown): string | undefined {
  const time = Date.parse(stringOf(value) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** A member that is left out where the delivery does not tell it: what is stored then stays. */
const known = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> => {
  const member: Partial<Record<K, V>> = {};
  if (value !== undefined) member[name] = value;
  return member;
};

/**
 * What we keep of a work item, from its fields by reference name. Empty fields are left out by ADO, hence undefined here
 * means empty. The category is not among the fields: it follows from type and state.
 */
export function toWorkItemFacts(
  fields: Record<string, unknown>,
  stateCategory: StateCategory | undefined,
): WorkItemFacts {
  return {
    project: stringOf(fields['System.TeamProject']) ?? '',
    workItemType: stringOf(fields['System.WorkItemType']) ?? '',
    title: stringOf(fields['System.Title']) ?? '',
    state: stringOf(fields['System.State']) ?? '',
    stateCategory,
    reason: stringOf(fields['System.Reason']),
    assignedTo: identityName(fields['System.AssignedTo']),
    priority: numberOf(fields['Microsoft.VSTS.Common.Priority']),
    areaPath: stringOf(fields['System.AreaPath']),
    tags: tagsOf(fields['System.Tags']),
    ...known('stateChangedAt', isoOf(fields['Microsoft.VSTS.Common.StateChangeDate'])),
    ...known('commentCount', numberOf(fields['System.CommentCount'])),
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { TimelineEntry, WorkItemFacts } from './ticket';

const watched = [
  'title',
  'state',
  'stateCategory',
  'reason',
  'assignedTo',
  'priority',
  'areaPath',
  'tags',
  'project',
  'workItemType',
] as const satisfies readonly (keyof WorkItemFacts)[];

/** Which facts differ, for the timeline. */
export function changesBetween(
  before: WorkItemFacts,
  after: WorkItemFacts,
): NonNullable<TimelineEntry['changes']> {
  return watched
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

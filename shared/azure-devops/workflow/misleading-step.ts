import type { WorkItemType } from '../work-item-type';
import { findState } from './find-state';
import type { Step } from './plan-transition-path';

/**
 * Direct ways to Closed in the CMMI process whose default reason says that the work was not done: "Rejected", "Split",
 * "Abandoned", "Overtaken by events" (facts: azure-devops.md section 5.2). The REST API does not tell reasons, so these
 * are known by name. The other ways, and the other processes, say what happened.
 */
const closedAsNotDone: ReadonlyMap<string, readonly string[]> = new Map([
  ['Bug', ['Proposed']],
  ['Task', ['Proposed']],
  ['Issue', ['Proposed', 'Active']],
  ['Risk', ['Proposed', 'Active']],
  ['Requirement', ['Proposed', 'Active']],
  ['Change Request', ['Proposed', 'Active']],
  ['Feature', ['Proposed', 'Active']],
  ['Epic', ['Proposed', 'Active']],
]);

/**
 * The steps of a type that would record a wrong reason for work that is done, for `avoid` of planTransitionPath. A way
 * around them leads through Resolved and may demand an assignee; where that fails, the direct step is the lesser evil.
 */
export const misleadingStep =
  (type: WorkItemType): Step =>
  (from, to) => {
    const isCmmi = findState(type, 'Proposed') !== undefined && findState(type, 'Resolved') !== undefined;
    const completes = findState(type, to)?.category === 'Completed';
    return isCmmi && completes && (closedAsNotDone.get(type.name) ?? []).includes(from);
  };

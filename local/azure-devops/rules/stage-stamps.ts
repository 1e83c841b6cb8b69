import type { Identity } from '../identity';
import type { State, WorkItemType } from '../processes/process';
import type { FieldValues } from '../work-item-change';

type Stage = 'Activated' | 'Resolved' | 'Closed';

/** The order of stages; a state named Resolved is one whatever its category (facts: azure-devops.md section 5.1). */
function stageOf(state: State | undefined): number {
  if (!state || state.category === 'Proposed' || state.category === 'Removed') return 0;
  if (state.category === 'Completed') return 3;
  return state.category === 'Resolved' || state.name === 'Resolved' ? 2 : 1;
}

const stages: [stage: Stage, order: number][] = [
  ['Activated', 1],
  ['Resolved', 2],
  ['Closed', 3],
];

const dateField = (stage: Stage) => `Microsoft.VSTS.Common.${stage}Date`;
const byField = (stage: Stage) => `Microsoft.VSTS.Common.${stage}By`;
const resolvedReason = 'Microsoft.VSTS.Common.ResolvedReason';

/**
 * What the server notes when the state changes: when, by whom, and for some types why. Stages that the work item has
 * gone back behind are cleared. Fields set to undefined become empty.
 */
export function stageStamps(
  type: WorkItemType,
  step: { from: string | undefined; to: string; reason: string },
  actor: Identity,
  at: string,
): FieldValues {
  const stageNamed = (name: string | undefined) => stageOf(type.states.find((state) => state.name === name));
  const from = stageNamed(step.from);
  const to = stageNamed(step.to);
  const stamps: FieldValues = { 'Microsoft.VSTS.Common.StateChangeDate': at };
  for (const [stage, order] of stages) {
    const skipped = type.stampsSkippedStages && order > from && order < to;
    if (order === to || skipped) {
      stamps[dateField(stage)] = at;
      stamps[byField(stage)] = actor;
    } else if (order > to && step.from !== undefined) {
      stamps[dateField(stage)] = undefined;
      stamps[byField(stage)] = undefined;
    }
  }
  const explains = type.fieldUses.get(resolvedReason)?.values?.includes(step.reason) ?? false;
  if (to >= 2 && from < 2 && explains) stamps[resolvedReason] = step.reason;
  else if (to < 2 && type.fields.includes(resolvedReason)) stamps[resolvedReason] = undefined;
  return stamps;
}

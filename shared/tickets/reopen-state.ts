import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import type { StateCategory, WorkItemType } from '../azure-devops/work-item-type';

/** Where work goes on, the best first. */
const preferred: readonly StateCategory[] = ['InProgress', 'Proposed', 'Resolved'];

/** Decides the state that a closed work item is reopened to: the rule's word if it can be reached, else the nearest open one. */
export function chooseReopenState(
  type: WorkItemType,
  from: string,
  wanted: string | undefined,
): string | undefined {
  const stepsTo = (state: string) => planTransitionPath(type, from, state)?.length;
  const named = type.states.find(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
  if (named && stepsTo(named.name) !== undefined) return named.name;
  for (const category of preferred) {
    const reachable = type.states
      .filter((state) => state.category === category)
      .map(({ name }) => ({ name, steps: stepsTo(name) }))
      .filter((state): state is { name: string; steps: number } => state.steps !== undefined)
      .sort((a, b) => a.steps - b.steps);
    if (reachable[0]) return reachable[0].name;
  }
  return undefined;
}

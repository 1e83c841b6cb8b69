import type { WorkItemType } from '../work-item-type';

/**
 * The states that a new work item may have: those one step from creation, which is the key "" (facts: azure-devops.md
 * section 4.11). Creating in any other is refused (section 4.3).
 */
export function initialStates({ states, transitions }: WorkItemType): string[] {
  const told = (transitions[''] ?? []).filter((name) => states.some((state) => state.name === name));
  const first = states[0]?.name;
  // Without a word about creation the first state is the one: ADO lists them in the order of the workflow.
  return told.length > 0 || first === undefined ? told : [first];
}

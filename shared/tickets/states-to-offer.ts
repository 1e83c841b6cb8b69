import { planTransitionPath } from '../azure-devops/plan-transition-path';
import type { WorkItemState, WorkItemType } from '../azure-devops/work-item-type';

/** A state as the ticket form offers it. */
export interface OfferedState extends WorkItemState {
  /** ADO takes it in the request that creates the work item. */
  allowedOnCreate: boolean;
  /** A new work item can get there, in one or more steps after its creation. */
  reachableOnCreate: boolean;
}

/** Decides which states a new work item of a type can be given (facts: azure-devops.md sections 4.3 and 5). */
export function statesToOffer(type: WorkItemType): OfferedState[] {
  const initial = type.transitions[''] ?? [];
  return type.states.map((state) => ({
    ...state,
    allowedOnCreate: initial.includes(state.name),
    reachableOnCreate: initial.some((from) => planTransitionPath(type, from, state.name) !== undefined),
  }));
}

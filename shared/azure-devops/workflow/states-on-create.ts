import type { WorkItemState, WorkItemType } from '../work-item-type';
import { initialStates } from './initial-states';
import { planTransitionPath } from './plan-transition-path';

/** A state, and what it takes to create a work item in it. */
export interface StateOnCreate extends WorkItemState {
  /** The create request may set it. */
  allowedOnCreate: boolean;
  /** Creating in the initial state and walking on gets there. */
  reachableOnCreate: boolean;
}

/** Decides for each state of a type whether a new work item can have it. */
export function statesOnCreate(type: WorkItemType): StateOnCreate[] {
  const initial = initialStates(type);
  return type.states.map((state) => ({
    ...state,
    allowedOnCreate: initial.includes(state.name),
    reachableOnCreate: initial.some((from) => planTransitionPath(type, from, state.name) !== undefined),
  }));
}

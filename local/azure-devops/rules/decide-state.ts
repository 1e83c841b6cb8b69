import { asText } from '../model/field-values';
import type { Transition, WorkItemType } from '../processes/process';
import { notInList, type RuleViolation } from './rule-error';

export interface StateChange {
  /** Where the work item is; undefined while it is being created. */
  from: string | undefined;
  /** What the caller sent. */
  state?: unknown;
  reason?: unknown;
  /** The caller may set any state the type has. */
  bypassRules: boolean;
}

export type StateDecision =
  { ok: true; state: string; reason: string; changed: boolean } | { ok: false; violation: RuleViolation };

const same = (a: string, b: unknown) => a.toLowerCase() === asText(b).trim().toLowerCase();

const refuse = (field: string, name: string, value: unknown): StateDecision => ({
  ok: false,
  violation: notInList(field, name, value),
});

/** Reasons that fit a work item which already is in this state. */
const reasonsInto = (type: WorkItemType, state: string): string[] =>
  [...type.transitions.values()]
    .flat()
    .filter(({ to }) => to === state)
    .flatMap(({ reasons }) => reasons);

function withReason(transition: Transition, reason: unknown, bypassRules: boolean): StateDecision {
  const { to: state, reasons } = transition;
  if (reason === undefined) return { ok: true, state, reason: reasons[0] ?? '', changed: true };
  const known = reasons.find((candidate) => same(candidate, reason));
  if (known === undefined && !bypassRules) return refuse('System.Reason', 'Reason', reason);
  return { ok: true, state, reason: known ?? asText(reason), changed: true };
}

/**
 * State and reason after a change. A new work item can only be in the initial state; otherwise one step of the workflow
 * is taken, and without a reason the step's default reason is set (facts: azure-devops.md sections 4.3 and 4.4).
 * @param current state and reason as they are
 */
export function decideState(
  type: WorkItemType,
  current: { reason: string },
  change: StateChange,
): StateDecision {
  const { from, state, reason, bypassRules } = change;
  if (from !== undefined && (state === undefined || same(from, state))) {
    if (reason === undefined || same(current.reason, reason))
      return { ok: true, state: from, reason: current.reason, changed: false };
    const known = reasonsInto(type, from).find((candidate) => same(candidate, reason));
    if (known === undefined && !bypassRules) return refuse('System.Reason', 'Reason', reason);
    return { ok: true, state: from, reason: known ?? asText(reason), changed: false };
  }
  const wanted = state ?? type.initialState;
  const step = type.transitions.get(from ?? '')?.find(({ to }) => same(to, wanted));
  if (step) return withReason(step, reason, bypassRules);
  const known = type.states.find(({ name }) => same(name, wanted));
  if (known === undefined || !bypassRules) return refuse('System.State', 'State', wanted);
  return {
    ok: true,
    state: known.name,
    reason: asText(reason ?? `Moved to state ${known.name}`),
    changed: true,
  };
}

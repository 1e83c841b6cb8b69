import type { WorkItemType } from '../work-item-type';
import { findState } from './find-state';

/** A step of a workflow, by the names of its states. */
export type Step = (from: string, to: string) => boolean;

const anyStep: Step = () => true;

/**
 * Decides through which states a work item goes from one to another: the fewest steps that the type's transitions allow,
 * never through a state of category Removed on the way to another. Of two ways of the same length it takes the one that
 * stays nearer to the target, so that nobody's work goes back to New to get closed. Each step is an update of its own.
 * @param avoid steps to take only if there is no way without them
 * @returns the states to set, in order, the target last; empty if it is there already; undefined if there is no way, or
 *   one of the states is none of the type
 */
export function planTransitionPath(
  type: WorkItemType,
  from: string,
  to: string,
  avoid?: Step,
): string[] | undefined {
  const start = findState(type, from)?.name;
  const target = findState(type, to)?.name;
  if (start === undefined || target === undefined) return undefined;
  const good = avoid && shortestPath(type, start, target, (one, next) => !avoid(one, next));
  return good ?? shortestPath(type, start, target, anyStep);
}

function shortestPath(
  type: WorkItemType,
  start: string,
  target: string,
  allowed: Step,
): string[] | undefined {
  const position = new Map(type.states.map(({ name }, index) => [name, index]));
  const distance = (state: string) => Math.abs((position.get(state) ?? 0) - (position.get(target) ?? 0));
  const passable = new Set(
    type.states
      .filter(({ name, category }) => category !== 'Removed' || name === target)
      .map(({ name }) => name),
  );
  const cameFrom = new Map<string, string>();
  const reached = [start];
  for (const state of reached) {
    if (state === target) return pathBack(cameFrom, start, target);
    const steps = (type.transitions[state] ?? []).filter(
      (next) => passable.has(next) && allowed(state, next),
    );
    for (const next of steps.sort((one, other) => distance(one) - distance(other))) {
      if (next === start || cameFrom.has(next)) continue;
      cameFrom.set(next, state);
      reached.push(next);
    }
  }
  return undefined;
}

function pathBack(cameFrom: ReadonlyMap<string, string>, start: string, target: string): string[] {
  const path: string[] = [];
  for (
    let state: string | undefined = target;
    state !== undefined && state !== start;
    state = cameFrom.get(state)
  ) {
    path.unshift(state);
  }
  return path;
}

import { initialStates } from '../azure-devops/workflow/initial-states';
import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import { statesOnCreate } from '../azure-devops/workflow/states-on-create';
import type { WorkItemType } from '../azure-devops/work-item-type';
import { UnprocessableError } from '../errors';

/**
 * Decides the states that a new work item walks through after its creation, so that it ends in the one that was asked
 * for: none if that is the initial one (facts: azure-devops.md section 4.3).
 * @throws UnprocessableError work-item-type-disabled, unknown-state, state-not-reachable; the last two name the states that work
 */
export function planCreation(type: WorkItemType, state: string | undefined): string[] {
  if (type.isDisabled) {
    throw new UnprocessableError(
      'work-item-type-disabled',
      `The work item type "${type.name}" is disabled in this project. Choose another type, or enable it in the process.`,
    );
  }
  const initial = initialStates(type);
  const named = state?.toLowerCase();
  if (named === undefined || initial.some((name) => name.toLowerCase() === named)) return [];
  const states = statesOnCreate(type)
    .filter(({ reachableOnCreate }) => reachableOnCreate)
    .map(({ name }) => name);
  const target = type.states.find(({ name }) => name.toLowerCase() === named);
  if (!target) {
    throw new UnprocessableError(
      'unknown-state',
      `"${type.name}" has no state "${state ?? ''}". These work: ${states.join(', ')}.`,
      { errors: [{ pointer: '/state', message: 'is not a state of this type' }], extensions: { states } },
    );
  }
  const path = initial
    .map((from) => planTransitionPath(type, from, target.name))
    .find((found) => found !== undefined);
  if (path) return path;
  throw new UnprocessableError(
    'state-not-reachable',
    `A new "${type.name}" cannot get to the state "${target.name}". These work: ${states.join(', ')}.`,
    {
      errors: [{ pointer: '/state', message: 'cannot be reached by a new work item' }],
      extensions: { states },
    },
  );
}

import fc from 'fast-check';
import type { StateCategory } from '../../../../shared/azure-devops/work-item-type';
import { planTransitionPath } from '../../../../shared/azure-devops/workflow/plan-transition-path';
import { aWorkItemType, type Workflow } from '../../../support/builders/a-work-item-type';

const names = ['A', 'B', 'C', 'D', 'E', 'F'];
const category = fc.constantFrom<StateCategory>('Proposed', 'InProgress', 'Resolved', 'Completed', 'Removed');

const workflow: fc.Arbitrary<Workflow> = fc
  .tuple(...names.map(() => fc.tuple(category, fc.subarray(names))))
  .map((states) =>
    Object.fromEntries(
      states.map(([kind, next], index) => [
        names[index] ?? '',
        [kind, ...next] as [StateCategory, ...string[]],
      ]),
    ),
  );

/** The length of the shortest way, found the slow way: by trying all ways that visit no state twice. */
function shortest(given: Workflow, from: string, to: string, visited: readonly string[] = []): number {
  if (from === to) return 0;
  const [, ...next] = given[from] ?? ['Proposed'];
  const ways = next
    .filter((state) => state !== from && !visited.includes(state))
    .filter((state) => state === to || given[state]?.[0] !== 'Removed')
    .map((state) => 1 + shortest(given, state, to, [...visited, from]));
  return Math.min(Infinity, ...ways);
}

describe('planTransitionPath, for any workflow', () => {
  it('finds a way exactly if there is one, of legal steps, as short as can be, through nothing removed', () => {
    fc.assert(
      fc.property(workflow, fc.constantFrom(...names), fc.constantFrom(...names), (given, from, to) => {
        const path = planTransitionPath(aWorkItemType(given), from, to);
        expect(path?.length ?? Infinity).toBe(shortest(given, from, to));
        path?.forEach((state, index) => {
          expect(given[path[index - 1] ?? from]).toContain(state);
          expect(state === to || given[state]?.[0] !== 'Removed').toBe(true);
        });
      }),
    );
  });
});

import type { WorkItemType } from '../../../shared/azure-devops/work-item-type';
import { UnprocessableError } from '../../../shared/errors';
import { planCreation } from '../../../shared/tickets/plan-creation';
import { aWorkItemType, workflows } from '../../support/builders/a-work-item-type';

const agileBug = aWorkItemType(workflows.agileBug);
const cmmiBug = aWorkItemType(workflows.cmmiBug);
const island = aWorkItemType({ New: ['Proposed', 'Done'], Done: ['Completed'], Lost: ['InProgress', 'New'] });

describe('planCreation', () => {
  it.each<[string, WorkItemType, string | undefined, string[]]>([
    ['no state', agileBug, undefined, []],
    ['the initial state', agileBug, 'New', []],
    ['the initial state in other casing', agileBug, 'new', []],
    ['a state one step away', agileBug, 'Resolved', ['Resolved']],
    ['a state in other casing', agileBug, 'ACTIVE', ['Active']],
    ['a state two steps away', cmmiBug, 'Resolved', ['Active', 'Resolved']],
  ])('walks to %s', (_, type, state, path) => expect(planCreation(type, state)).toEqual(path));

  it.each([
    ['unknown-state', agileBug, 'Done', ['New', 'Active', 'Resolved', 'Closed']],
    ['state-not-reachable', island, 'Lost', ['New', 'Done']],
  ])('refuses with %s and names what works', (code, type, state, states) => {
    const refused = () => planCreation(type, state);
    expect(refused).toThrow(UnprocessableError);
    expect(refused).toThrow(states.join(', '));
    expect(codeOf(refused)).toBe(code);
  });

  it('refuses a type that is disabled', () => {
    expect(codeOf(() => planCreation({ ...agileBug, isDisabled: true }, undefined))).toBe(
      'work-item-type-disabled',
    );
  });
});

function codeOf(refused: () => unknown): string | undefined {
  try {
    refused();
    return undefined;
  } catch (error) {
    return error instanceof UnprocessableError ? error.details.code : undefined;
  }
}

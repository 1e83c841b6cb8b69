import { chooseReopenState } from '../../../shared/tickets/reopen-state';
import { aWorkItemType, type Workflow, workflows } from '../../support/builders/a-work-item-type';

const noWayBack: Workflow = { New: ['Proposed', 'Done'], Done: ['Completed'] };

describe('chooseReopenState', () => {
  it.each<[string, Workflow, string, string | undefined, string | undefined]>([
    ['the state that the rule names', workflows.agileBug, 'Closed', 'New', 'New'],
    ['it in any casing', workflows.agileBug, 'Closed', 'resolved', 'Resolved'],
    ['where work goes on, where the rule names none', workflows.agileBug, 'Closed', undefined, 'Active'],
    [
      'where work goes on, where the rule names a state of another type',
      workflows.basicIssue,
      'Done',
      'Active',
      'Doing',
    ],
    ['a state that takes several steps', workflows.cmmiBug, 'Closed', 'Resolved', 'Resolved'],
    ['the nearest of those where work goes on', workflows.cmmiRequirement, 'Closed', undefined, 'Active'],
    ['none where no way leads back', noWayBack, 'Done', 'New', undefined],
  ])('is %s', (_, workflow, from, wanted, expected) => {
    expect(chooseReopenState(aWorkItemType(workflow), from, wanted)).toBe(expected);
  });
});

import { initialStates } from '../../../../shared/azure-devops/workflow/initial-states';
import { statesOnCreate } from '../../../../shared/azure-devops/workflow/states-on-create';
import { aWorkItemType, workflows } from '../../../support/builders/a-work-item-type';

const namesWhere = (type: ReturnType<typeof aWorkItemType>, what: 'allowedOnCreate' | 'reachableOnCreate') =>
  statesOnCreate(type)
    .filter((state) => state[what])
    .map(({ name }) => name);

describe('statesOnCreate', () => {
  it.each([
    ['Agile Bug', aWorkItemType(workflows.agileBug), ['New'], ['New', 'Active', 'Resolved', 'Closed']],
    [
      'CMMI Bug',
      aWorkItemType(workflows.cmmiBug),
      ['Proposed'],
      ['Proposed', 'Active', 'Resolved', 'Closed'],
    ],
    ['Basic Issue', aWorkItemType(workflows.basicIssue), ['To Do'], ['To Do', 'Doing', 'Done']],
    [
      'a type that begins in another than its first state',
      aWorkItemType(workflows.agileBug, { initial: 'Active' }),
      ['Active'],
      ['New', 'Active', 'Resolved', 'Closed'],
    ],
    [
      'a state that nothing leads to',
      aWorkItemType({ Open: ['Proposed'], Legacy: ['InProgress', 'Open'] }),
      ['Open'],
      ['Open'],
    ],
  ])('%s', (_, type, allowed, reachable) => {
    expect(namesWhere(type, 'allowedOnCreate')).toEqual(allowed);
    expect(namesWhere(type, 'reachableOnCreate')).toEqual(reachable);
  });

  it('keeps name, color and category', () => {
    expect(statesOnCreate(aWorkItemType(workflows.basicIssue))[0]).toEqual({
      name: 'To Do',
      color: 'b2b2b2',
      category: 'Proposed',
      allowedOnCreate: true,
      reachableOnCreate: true,
    });
  });
});

describe('initialStates', () => {
  it('is the first state where creation is not told', () => {
    const type = aWorkItemType(workflows.agileBug);
    expect(initialStates({ ...type, transitions: {} })).toEqual(['New']);
  });

  it('is none of a type without states', () => {
    expect(initialStates(aWorkItemType({}))).toEqual([]);
  });
});

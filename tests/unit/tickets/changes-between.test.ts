import { changesBetween } from '../../../shared/tickets/changes-between';
import { someFacts } from '../../support/builders/a-ticket';

describe('changesBetween', () => {
  it('finds none between equals', () => expect(changesBetween(someFacts(), someFacts())).toEqual([]));

  it.each([
    ['title', 'New title'],
    ['state', 'Active'],
    ['stateCategory', 'InProgress'],
    ['reason', undefined],
    ['assignedTo', 'Mika Lund'],
    ['priority', 1],
    ['areaPath', 'Payments\\Web'],
    ['tags', ['nucleus', 'tls']],
    ['project', 'Billing'],
    ['workItemType', 'Task'],
  ] as const)('tells a change of %s', (field, to) => {
    expect(changesBetween(someFacts(), { ...someFacts(), [field]: to })).toEqual([
      { field, from: someFacts()[field], to },
    ]);
  });
});

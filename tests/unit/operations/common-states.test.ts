import { commonStates, type StateGroup } from '../../../shared/operations/common-states';

const completed = (...names: string[]) => names.map((name) => ({ name, category: 'Completed' as const }));
const group = (project: string, ...names: string[]): StateGroup => ({
  connectorId: 'connector-1',
  project,
  workItemType: 'Bug',
  ticketIds: [`ticket of ${project}`],
  states: completed(...names),
});
const namesOf = (groups: StateGroup[]) => commonStates(groups).states.map(({ name }) => name);

describe('commonStates', () => {
  it.each<[string, StateGroup[], string[]]>([
    ['of nothing', [], []],
    ['of one workflow', [group('Ferry', 'Resolved', 'Closed')], ['Resolved', 'Closed']],
    ['of two that agree', [group('Ferry', 'Closed'), group('Pilot', 'Closed')], ['Closed']],
    [
      'of two that share some',
      [group('Ferry', 'Resolved', 'Closed'), group('Pilot', 'Closed', 'Removed')],
      ['Closed'],
    ],
    ['of two that share none', [group('Ferry', 'Closed'), group('Pilot', 'Done')], []],
    ['of two that differ in casing', [group('Ferry', 'Closed'), group('Pilot', 'closed')], ['Closed']],
    ['where one cannot be closed at all', [group('Ferry', 'Closed'), group('Pilot')], []],
  ])('%s', (_, groups, states) => expect(namesOf(groups)).toEqual(states));

  it('says why there are not more, with what each group could be closed to', () => {
    const { limited, reason } = commonStates([group('Ferry', 'Resolved', 'Closed'), group('Pilot')]);
    expect(limited).toBe(true);
    expect(reason).toBe(
      'The selected tickets have different workflows: Bug in "Ferry" (1) closes to "Resolved", "Closed"; ' +
        'Bug in "Pilot" (1) closes to no state. Choose a common state, or give a state per group in "states".',
    );
  });

  it('gives no reason where nothing is left out', () => {
    const offered = commonStates([group('Ferry', 'Closed'), group('Pilot', 'Closed')]);
    expect(offered.limited).toBe(false);
    expect(offered).not.toHaveProperty('reason');
  });
});

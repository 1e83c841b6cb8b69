import { customizeProcess } from '../../../../local/azure-devops/processes/customize-process';
import { findType } from '../../../../local/azure-devops/processes/process';
import { processes } from '../../../../local/azure-devops/processes/processes';
import { missingFields } from '../../../../local/azure-devops/rules/required-fields';

describe('an inherited process', () => {
  const inherited = customizeProcess(processes.Agile, [
    {
      type: 'User Story',
      states: [{ name: 'Verify', category: 'InProgress' }],
      fields: [
        {
          referenceName: 'Custom.Team',
          name: 'Team',
          kind: 'string',
          allowedValues: ['Red', 'Blue'],
          requiredIn: ['Closed'],
        },
        { referenceName: 'Custom.Source', name: 'Source', kind: 'string', requiredIn: 'all' },
      ],
    },
    { type: 'Issue', isDisabled: true },
  ]);
  const story = findType(inherited, 'User Story')!;
  const stepsFrom = (state: string) =>
    story.transitions.get(state)?.map(({ to, reasons }) => `${to}: ${reasons[0]!}`);

  it('reaches a state of its own from everywhere and back, but not from or to Removed', () => {
    expect(story.states.map(({ name }) => name)).toEqual([
      'New',
      'Active',
      'Resolved',
      'Verify',
      'Closed',
      'Removed',
    ]);
    expect(stepsFrom('Closed')).toContain('Verify: Moved to state Verify');
    expect(stepsFrom('Verify')).toEqual(
      ['New', 'Active', 'Resolved', 'Closed'].map((to) => `${to}: Moved out of state Verify`),
    );
    expect(stepsFrom('Removed')).toEqual(['New: Reconsidering the User Story']);
  });

  it('asks for its fields where it says so', () => {
    const fields = { 'System.Title': 'x', 'Microsoft.VSTS.Common.ValueArea': 'Business' };
    const missing = (state: string) => missingFields(story, state, fields).map(({ field }) => field);
    expect(missing('New')).toEqual(['Custom.Source']);
    expect(missing('Closed')).toEqual(['Custom.Source', 'Custom.Team']);
    expect(story.fieldUses.get('Custom.Team')?.values).toEqual(['Red', 'Blue']);
  });

  it('changes nothing but what it names', () => {
    expect(findType(inherited, 'Issue')?.isDisabled).toBe(true);
    expect(findType(inherited, 'Bug')).toBe(findType(processes.Agile, 'Bug'));
    expect(findType(processes.Agile, 'User Story')?.fields).not.toContain('Custom.Team');
    expect(customizeProcess(processes.Scrum, [])).toBe(processes.Scrum);
  });
});

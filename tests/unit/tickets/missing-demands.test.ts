import { missingDemands } from '../../../shared/tickets/missing-demands';

const demand = (referenceName: string) => ({ referenceName, message: 'Error code: Required, InvalidEmpty.' });
const namesOf = (...args: Parameters<typeof missingDemands>) =>
  missingDemands(...args).map(({ referenceName }) => referenceName);

describe('missingDemands', () => {
  it.each([
    ['nothing given', {}, ['System.AssignedTo', 'Custom.Ship']],
    ['a field given by a word of its own', { assignedTo: 'mira@quarry.example' }, ['Custom.Ship']],
    ['a field given by name', { fields: { 'system.assignedto': 'Mira', 'custom.ship': 3 } }, []],
    [
      'an empty value',
      { assignedTo: '', fields: { 'Custom.Ship': '' } },
      ['System.AssignedTo', 'Custom.Ship'],
    ],
    ['a value that only looks empty', { assignedTo: 'Mira', fields: { 'Custom.Ship': false } }, []],
  ])('with %s', (_, draft, missing) => {
    expect(namesOf([demand('System.AssignedTo'), demand('Custom.Ship')], draft)).toEqual(missing);
  });

  it('names a field that several states demand once', () => {
    expect(namesOf([demand('Custom.Ship'), demand('custom.ship')], {})).toHaveLength(1);
  });
});

import { highestSeverity } from '../../../shared/nucleus/severity';

describe('highestSeverity', () => {
  it.each([
    [['Low', 'Critical', 'High'], 'Critical'],
    [['Informational', 'Low'], 'Low'],
    [['medium', 'HIGH'], 'HIGH'],
    [['Urgent', 'Informational'], 'Informational'],
    [['Urgent'], 'Urgent'],
    [[undefined, 'Low'], 'Low'],
    [[undefined], undefined],
    [[], undefined],
  ])('of %j is %j', (values, expected) => expect(highestSeverity(values)).toBe(expected));
});

import { nextOccurrence } from '../../../../local/functions-host/timer/next-occurrence';

/** A Tuesday. */
const from = new Date('2026-11-24T10:15:30.500Z');

describe('the next moment of', () => {
  it.each([
    ['* * * * * *', '2026-11-24T10:15:31Z'],
    ['0 */5 * * * *', '2026-11-24T10:20:00Z'],
    ['*/5 * * * *', '2026-11-24T10:20:00Z'],
    ['30 15 10 * * *', '2026-11-25T10:15:30Z'],
    ['0 30 9 * * 1-5', '2026-11-25T09:30:00Z'],
    ['0 30 9 * * Mon', '2026-11-30T09:30:00Z'],
    ['0 0 0 * JAN *', '2027-01-01T00:00:00Z'],
    ['0 0 0 29 2 *', '2028-02-29T00:00:00Z'],
    // Both kinds of day: the thirteenth and a Friday.
    ['0 0 0 13 * 5', '2027-08-13T00:00:00Z'],
  ])('%s is %s', (schedule, next) => expect(nextOccurrence(schedule, from)).toEqual(new Date(next)));

  it('a moment itself is the one after', () => {
    const moment = new Date('2026-11-24T10:20:00Z');
    expect(nextOccurrence('0 */5 * * * *', moment)).toEqual(new Date('2026-11-24T10:25:00Z'));
  });

  it.each([
    '',
    '*',
    '* * * *',
    '60 * * * * *',
    '0 0 0 0 * *',
    '@hourly',
    '0 0 0 L * *',
    '00:05:00',
    '? * * * * *',
  ])('"%s" is not known', (schedule) => expect(() => nextOccurrence(schedule, from)).toThrow());
});

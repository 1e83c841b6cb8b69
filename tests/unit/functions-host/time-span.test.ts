import { timeSpanMs } from '../../../local/functions-host/time-span';

describe('a time span', () => {
  it.each([
    ['00:05:00', 300_000],
    ['00:00:00.250', 250],
    ['1.02:03:04', 93_784_000],
    ['10:00', 36_000_000],
    ['00:10:00', 600_000],
  ])('%s is %d ms', (text, ms) => expect(timeSpanMs(text)).toBe(ms));

  it.each(['', '5', '5m', '24:00:00', '00:60:00', '00:00:60', '-00:01:00'])('"%s" is none', (text) =>
    expect(() => timeSpanMs(text)).toThrow('no time span'),
  );
});

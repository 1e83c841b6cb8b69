import { mayRestart } from '../../../local/may-restart';

const seconds = (...times: number[]) => times.map((time) => time * 1_000);

describe('mayRestart', () => {
  it.each([
    ['the first loss', [100], true],
    ['five in a minute', [60, 70, 80, 90, 100], true],
    ['six in a minute', [50, 60, 70, 80, 90, 100], false],
    ['many, but long ago', [1, 2, 3, 4, 5, 6, 7, 100], true],
    ['six, the first just a minute ago', [40, 60, 70, 80, 90, 100], true],
  ])('decides for %s', (_, lostAt, expected) => {
    expect(mayRestart(seconds(...lostAt), 100_000)).toBe(expected);
  });
});

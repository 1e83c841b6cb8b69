import { howLongToWait } from '../../../../shared/azure-devops/transport/how-long-to-wait';

const now = Date.parse('2026-03-01T12:00:00Z');
const limit = (remaining: number, resetInSeconds: number) => ({
  'x-ratelimit-limit': '200',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(now / 1000 + resetInSeconds),
});

describe('howLongToWait', () => {
  it.each<[string, Record<string, string>, number]>([
    ['not at all without headers', {}, 0],
    ['as long as Retry-After says', { 'retry-after': '7' }, 7_000],
    ['until the date that Retry-After says', { 'retry-after': 'Sun, 01 Mar 2026 12:00:03 GMT' }, 3_000],
    ['not for a Retry-After in the past', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
    ['not for a Retry-After that says nothing', { 'retry-after': 'soon' }, 0],
    ['as long as the delay', { 'x-ratelimit-delay': '1.5' }, 1_500],
    ['the longer of the two', { 'x-ratelimit-delay': '9', 'retry-after': '2' }, 9_000],
    ['not while much remains', limit(21, 100), 0],
    ['a share of the window when little remains', limit(20, 10), 500],
    ['no longer than five seconds by a hint', limit(0, 300), 5_000],
    ['not after the window', limit(0, -1), 0],
    ['not for a remaining without a limit', { 'x-ratelimit-remaining': '0' }, 0],
    ['not for empty headers', { 'x-ratelimit-delay': '', 'retry-after': '' }, 0],
  ])('%s', (_, headers, milliseconds) => expect(howLongToWait(headers, now)).toBe(milliseconds));
});

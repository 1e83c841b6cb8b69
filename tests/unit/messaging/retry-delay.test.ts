import { ConflictError, InvalidRequestError, NotFoundError, ProblemError } from '../../../shared/errors';
import { retryDelaySeconds } from '../../../shared/messaging/retry-delay';

const failing = (status: number, retryAfterSeconds?: number) =>
  new ProblemError(
    { status, code: 'x', title: 'x', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
    'x',
  );

describe('retryDelaySeconds', () => {
  it.each([408, 409, 412, 423, 425, 429, 500, 502, 503, 504])('tries again after %i', (status) => {
    expect(retryDelaySeconds(failing(status), 1)).toBe(2);
  });

  it.each([400, 401, 403, 404, 410, 413, 422])('does not wait for %i to get better', (status) => {
    expect(retryDelaySeconds(failing(status), 1)).toBeUndefined();
  });

  it.each([
    [1, 2],
    [2, 4],
    [5, 32],
    [9, 512],
    [10, 900],
    [11, 900],
    [12, undefined],
    [40, undefined],
  ])('after attempt %i waits %j seconds', (attempt, seconds) => {
    expect(retryDelaySeconds(failing(503), attempt)).toBe(seconds);
  });

  it.each([
    [7, 7],
    [0, 1],
    [0.2, 1],
    [86_400, 900],
  ])('is told %j seconds and waits %j', (told, seconds) => {
    expect(retryDelaySeconds(failing(429, told), 1)).toBe(seconds);
    expect(retryDelaySeconds(failing(404, told), 1)).toBe(seconds);
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a thrown text', 'x'],
    ['nothing', undefined],
  ])('gives a message back at once for %s', (_, error) => {
    expect(retryDelaySeconds(error, 1)).toBeUndefined();
  });

  it('knows the errors of this system', () => {
    expect(retryDelaySeconds(new ConflictError('busy', 'x'), 1)).toBe(2);
    expect(retryDelaySeconds(new NotFoundError('ticket', 't'), 1)).toBeUndefined();
    expect(retryDelaySeconds(new InvalidRequestError('x'), 1)).toBeUndefined();
  });
});

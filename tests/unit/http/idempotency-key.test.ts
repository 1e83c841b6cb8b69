import { InvalidRequestError } from '../../../shared/errors';
import { idempotencyKeyOf } from '../../../shared/http/idempotency-key';

describe('idempotencyKeyOf', () => {
  it.each([
    ['key-1', 'key-1'],
    [' key-1 ', 'key-1'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['', undefined],
    [' ', undefined],
    [undefined, undefined],
  ])('reads %j', (value, expected) => {
    expect(idempotencyKeyOf((name) => (name === 'idempotency-key' ? value : 'another header'))).toBe(
      expected,
    );
  });

  it('refuses a key of more than 255 characters', () => {
    expect(() => idempotencyKeyOf(() => 'x'.repeat(256))).toThrow(InvalidRequestError);
  });
});

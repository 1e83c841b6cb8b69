import { correlationIdFor } from '../../../shared/http/correlation-id';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('correlationIdFor', () => {
  it.each(['run-7', 'a.b:c_D', '4bf92f3577b34da6a3ce929d0e0e4736', 'x'.repeat(128)])('keeps %s', (id) => {
    expect(correlationIdFor(id)).toBe(id);
  });

  it.each([null, '', ' ', 'a b', 'a\r\nset-cookie: x', 'é', '<script>', 'x'.repeat(129)])(
    'replaces %j',
    (id) => {
      expect(correlationIdFor(id)).toMatch(uuid);
    },
  );

  it('makes a new one each time', () => expect(correlationIdFor(null)).not.toBe(correlationIdFor(null)));
});

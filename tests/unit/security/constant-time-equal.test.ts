import { constantTimeEqual, isOneOfSecrets } from '../../../shared/security/constant-time-equal';

describe('constantTimeEqual', () => {
  it.each([
    ['secret', 'secret', true],
    ['', '', true],
    ['secret', 'Secret', false],
    ['secret', 'secret ', false],
    ['secret', '', false],
    ['é', 'e\u0301', false],
  ])('%j and %j: %s', (a, b, expected) => expect(constantTimeEqual(a, b)).toBe(expected));
});

describe('isOneOfSecrets', () => {
  it.each([
    ['a', ['a', 'b'], true],
    ['b', ['a', 'b'], true],
    ['c', ['a', 'b'], false],
    ['a', [], false],
  ])('%j of %j: %s', (presented, accepted, expected) => {
    expect(isOneOfSecrets(presented, accepted)).toBe(expected);
  });
});

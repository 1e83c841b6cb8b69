import { mayCall, presentedKey } from '../../../../local/functions-host/http/authorize';

const keys = { functionKey: 'function', masterKey: 'master' };

describe('who may call a function', () => {
  it.each([
    ['anonymous', undefined, true],
    ['anonymous', 'wrong', true],
    ['function', undefined, false],
    ['function', '', false],
    ['function', 'wrong', false],
    ['function', 'function', true],
    ['function', 'master', true],
    ['admin', 'function', false],
    ['admin', 'master', true],
  ] as const)('level %s, key %s: %s', (level, key, may) => expect(mayCall(level, key, keys)).toBe(may));

  it('is nobody where there are no keys', () => {
    expect(mayCall('function', 'undefined', {})).toBe(false);
    expect(mayCall('admin', '', { masterKey: '' })).toBe(false);
  });
});

describe('the key of a caller', () => {
  const query = new URLSearchParams('code=in-query');

  it('is in the header, or else in the query', () => {
    expect(presentedKey('in-header', query)).toBe('in-header');
    expect(presentedKey(['first', 'second'], query)).toBe('first');
    expect(presentedKey(undefined, query)).toBe('in-query');
    expect(presentedKey(undefined, new URLSearchParams())).toBeUndefined();
  });
});

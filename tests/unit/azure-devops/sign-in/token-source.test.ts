import { type AccessToken, TokenSource } from '../../../../shared/azure-devops/sign-in/token-source';

const hour = 3_600_000;

describe('TokenSource', () => {
  let now = 0;
  let asked = 0;
  let lifetime = hour;
  const request = (): Promise<AccessToken> => {
    asked += 1;
    return Promise.resolve({ token: `token-${asked}`, expiresOn: now + lifetime });
  };
  const failing = () => Promise.reject(new Error('Entra is away'));
  let tokens: TokenSource;
  beforeEach(() => {
    [now, asked, lifetime] = [0, 0, hour];
    tokens = new TokenSource(() => now);
  });

  it('asks once for callers that come together', async () => {
    expect(await Promise.all([tokens.get(request), tokens.get(request)])).toEqual(['token-1', 'token-1']);
  });

  it.each([
    ['is used until five minutes before its end', hour, hour - 300_001, 'token-1'],
    ['is renewed then', hour, hour - 300_000, 'token-2'],
    ['is renewed in the last fifth of a short life', 60_000, 48_000, 'token-2'],
    ['is used until then', 60_000, 47_999, 'token-1'],
  ])('a token %s', async (_, life, time, expected) => {
    lifetime = life;
    await tokens.get(request);
    now = time;
    expect(await tokens.get(request)).toBe(expected);
  });

  it('lives on with the old token while a renewal fails, until its end', async () => {
    await tokens.get(request);
    now = hour - 1;
    expect(await tokens.get(failing)).toBe('token-1');
    now = hour;
    await expect(tokens.get(failing)).rejects.toThrow('Entra is away');
  });

  it('does not keep a failure', async () => {
    await expect(tokens.get(failing)).rejects.toThrow('Entra is away');
    expect(await tokens.get(request)).toBe('token-1');
  });

  it('asks for another than a refused one, once for all who were refused', async () => {
    await tokens.get(request);
    const others = await Promise.all([
      tokens.insteadOf('token-1', request),
      tokens.insteadOf('token-1', request),
    ]);
    expect(others).toEqual(['token-2', 'token-2']);
    expect(await tokens.insteadOf('token-1', request)).toBe('token-2');
  });

  it('takes over a token that was got otherwise', async () => {
    tokens.hold({ token: 'verified', expiresOn: hour });
    expect(await tokens.get(failing)).toBe('verified');
  });
});

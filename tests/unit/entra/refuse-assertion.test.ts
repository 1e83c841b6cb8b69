import { generateKeyPairSync } from 'node:crypto';
import type { FederatedCredential } from '../../../local/entra/options';
import { refuseAssertion } from '../../../local/entra/refuse-assertion';
import { tokenSigner } from '../../../local/entra/token-signer';

const newSigner = () => tokenSigner(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const signer = newSigner();
const now = new Date('2026-06-01T12:00:00Z');
const seconds = now.getTime() / 1_000;

const trusted: FederatedCredential = {
  issuer: 'https://issuer.example/',
  subject: 'system:connector',
  keys: signer.keySet.keys,
};

const good = {
  iss: 'https://issuer.example/',
  sub: 'system:connector',
  aud: 'api://AzureADTokenExchange',
  nbf: seconds,
  exp: seconds + 1,
};

const decide = (claims: object, credentials: FederatedCredential[] = [trusted]) =>
  refuseAssertion(signer.sign({ ...good, ...claims }), credentials, now);

describe('refuseAssertion', () => {
  it.each([
    ['the subject that is trusted', {}],
    ['an audience in a list', { aud: ['api://AzureADTokenExchange'] }],
  ])('takes %s', (_, claims) => {
    expect(decide(claims)).toBeUndefined();
  });

  it('takes another audience where the credential says so', () => {
    expect(decide({ aud: 'ours' }, [{ ...trusted, audience: 'ours' }])).toBeUndefined();
  });

  it.each([
    ['an issuer without the slash', { iss: 'https://issuer.example' }, 700211],
    ['another subject', { sub: 'system:other' }, 700213],
    ['another audience', { aud: 'api://other' }, 700212],
    ['no audience', { aud: undefined }, 700212],
    ['a token that has ended', { exp: seconds }, 700024],
    ['a token without an end', { exp: undefined }, 700024],
    ['a token of later', { nbf: seconds + 1 }, 700024],
  ])('refuses %s', (_, claims, code) => {
    expect(decide(claims)).toMatchObject({ status: 401, error: 'invalid_client', code });
  });

  it('refuses what another key signed', () => {
    expect(refuseAssertion(newSigner().sign(good), [trusted], now)?.code).toBe(700027);
    const keysWithoutIds = newSigner().keySet.keys.map(({ kty, n, e }) => ({ kty, n, e }));
    expect(decide({}, [{ ...trusted, keys: keysWithoutIds }])?.code).toBe(700027);
  });

  it.each(['', 'x', 'a.b.c', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
    'refuses "%s", which is no signed token',
    (token) => {
      expect(refuseAssertion(token, [trusted], now)?.code).toBe(50027);
    },
  );

  it('trusts nobody unless told to', () => {
    expect(decide({}, [])?.code).toBe(700211);
  });
});

import { readToken } from '../../../../local/azure-devops/auth/authenticate';
import { readClaims } from '../../../../local/azure-devops/auth/token-claims';

const good = {
  aud: '499b84ac-1321-427f-aa17-267ca6975798',
  exp: 200,
  nbf: 50,
  tid: 't',
  oid: 'o',
  appid: 'a',
};

describe('claims of a token', () => {
  it.each([
    ['complete', good, { tenantId: 't', objectId: 'o', applicationId: 'a' }],
    [
      'of the newer kind',
      { ...good, appid: undefined, azp: 'z' },
      { tenantId: 't', objectId: 'o', applicationId: 'z' },
    ],
    ['for the older address', { ...good, aud: 'https://app.vssps.visualstudio.com/' }, expect.anything()],
    ['for another resource', { ...good, aud: 'https://graph.microsoft.com' }, undefined],
    ['ended', { ...good, exp: 100 }, undefined],
    ['without an end', { ...good, exp: undefined }, undefined],
    ['not valid yet', { ...good, nbf: 1_000 }, undefined],
    ['without tenant', { ...good, tid: undefined }, undefined],
    ['of nobody', { ...good, oid: undefined, appid: undefined }, undefined],
  ])('%s', (_, payload, expected) => {
    expect(readClaims(payload, 100)).toEqual(expected);
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    [`Basic ${Buffer.from('user:pat').toString('base64')}`, 'pat'],
    [`Basic ${Buffer.from(':p:t').toString('base64')}`, 'p:t'],
    ['Negotiate abc', undefined],
    ['Bearer', undefined],
    [undefined, undefined],
  ])('%p holds %p', (header, token) => {
    expect(readToken(header)).toBe(token);
  });
});

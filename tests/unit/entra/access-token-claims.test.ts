import { accessTokenClaims } from '../../../local/entra/access-token-claims';

describe('accessTokenClaims', () => {
  const claims = accessTokenClaims(
    {
      tenant: { id: 'tenant-1', displayName: 'Birchwater', applications: [] },
      application: { clientId: 'client-1', objectId: 'object-1', displayName: 'connector', secrets: [] },
      audience: 'resource-1',
    },
    600,
    1_000,
  );

  it('says who the client is, in which tenant, for which resource', () => {
    expect(claims).toMatchObject({
      aud: 'resource-1',
      iss: 'https://sts.windows.net/tenant-1/',
      tid: 'tenant-1',
      appid: 'client-1',
      azp: 'client-1',
      oid: 'object-1',
      sub: 'object-1',
    });
  });

  it('is valid from now for the lifetime', () => {
    expect(claims).toMatchObject({ iat: 1_000, nbf: 1_000, exp: 1_600 });
  });
});

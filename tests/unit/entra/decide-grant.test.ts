import { azureDevOpsResource, decideGrant } from '../../../local/entra/decide-grant';
import { Directory } from '../../../local/entra/directory';
import type { TokenRequest } from '../../../local/entra/token-request';

const tenant = '6f0e5c1b-3d5f-4f4e-8a70-0d1f2b3c4d5e';
const otherTenant = '11111111-3d5f-4f4e-8a70-0d1f2b3c4d5e';
const clientId = '2b9a7c3d-58d2-4b7f-9d55-1e2f3a4b5c6d';
const now = new Date('2026-06-01T12:00:00Z');

const directory = new Directory([
  {
    id: tenant,
    displayName: 'Birchwater',
    applications: [
      {
        clientId,
        objectId: '9c8b7a6d-1111-4222-8333-444455556666',
        displayName: 'connector',
        secrets: [
          { value: 'lasting' },
          { value: 'until later', expiresAt: '2026-06-01T12:00:01Z' },
          { value: 'until now', expiresAt: '2026-06-01T12:00:00Z' },
        ],
      },
    ],
  },
  { id: otherTenant, applications: [] },
]);

const good: TokenRequest = {
  grantType: 'client_credentials',
  clientId,
  clientSecret: 'lasting',
  scope: `${azureDevOpsResource}/.default`,
};

const decide = (change: Partial<TokenRequest>, tenantId = tenant) =>
  decideGrant(directory, tenantId, { ...good, ...change }, now);

describe('decideGrant', () => {
  it.each([
    ['the right secret', {}],
    ['one of several secrets', { clientSecret: 'until later' }],
    ['a client id in capitals', { clientId: clientId.toUpperCase() }],
  ])('grants %s', (_, change) => {
    expect(decide(change)).toMatchObject({
      granted: true,
      audience: azureDevOpsResource,
      application: { clientId },
      tenant: { id: tenant },
    });
  });

  it.each([
    ['a wrong secret', { clientSecret: 'guess' }, 401, 'invalid_client', 7000215],
    ['an expired secret', { clientSecret: 'until now' }, 401, 'invalid_client', 7000222],
    ['no secret', { clientSecret: undefined }, 401, 'invalid_client', 7000216],
    ['an empty secret', { clientSecret: '' }, 401, 'invalid_client', 7000216],
    ['an unknown client', { clientId: otherTenant }, 400, 'unauthorized_client', 700016],
    ['no client', { clientId: undefined }, 400, 'invalid_request', 900144],
    ['no grant type', { grantType: undefined }, 400, 'invalid_request', 900144],
    ['another grant type', { grantType: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['no scope', { scope: undefined }, 400, 'invalid_request', 900144],
    ['a delegated scope', { scope: `${azureDevOpsResource}/vso.work` }, 400, 'invalid_scope', 1002012],
    ['another resource', { scope: 'https://example.org/.default' }, 400, 'invalid_resource', 500011],
  ])('refuses %s', (_, change, status, error, code) => {
    expect(decide(change)).toMatchObject({ granted: false, refusal: { status, error, code } });
  });

  it.each([
    ['a tenant that does not exist', clientId, 90002],
    ['a tenant id that is none', 'not a tenant', 900023],
  ])('refuses %s', (_, tenantId, code) => {
    expect(decide({}, tenantId)).toMatchObject({
      granted: false,
      refusal: { status: 400, error: 'invalid_request', code },
    });
  });

  it('refuses a client of another tenant', () => {
    expect(decide({}, otherTenant)).toMatchObject({ refusal: { code: 700016 } });
  });

  it('goes by an assertion, not by a secret beside it, where there is one', () => {
    expect(decide({ clientAssertion: 'not a token' })).toMatchObject({ refusal: { code: 50027 } });
  });

  it('never repeats a secret in a refusal', () => {
    expect(JSON.stringify(decide({ clientSecret: 'guess' }))).not.toContain('guess');
  });
});

import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, fetch } from 'undici';
import { type RunningPart, startPart } from '../../../local/child-process';
import type { EntraAddresses, EntraOptions } from '../../../local/entra/options';
import { tokenSigner } from '../../../local/entra/token-signer';
import { ensureBuilt } from '../../support/ensure-built';

const tenantId = '6f0e5c1b-3d5f-4f4e-8a70-0d1f2b3c4d5e';
const clientId = '2b9a7c3d-58d2-4b7f-9d55-1e2f3a4b5c6d';
const objectId = '9c8b7a6d-1111-4222-8333-444455556666';
const nobody = '00000000-1111-4222-8333-444455556666';
const scope = '499b84ac-1321-427f-aa17-267ca6975798/.default';

const issuer = tokenSigner(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

const caFolder = mkdtempSync(join(tmpdir(), 'entra-'));
const options: EntraOptions = {
  caFolder,
  tokenLifetimeSeconds: 900,
  tenants: [
    {
      id: tenantId,
      applications: [
        {
          clientId,
          objectId,
          displayName: 'connector',
          federatedCredentials: [
            { issuer: 'https://issuer.example', subject: 'connector', keys: issuer.keySet.keys },
          ],
          secrets: [{ value: 'right' }, { value: 'old', expiresAt: '2020-01-01T00:00:00Z' }],
        },
      ],
    },
  ],
};

let entra: RunningPart<EntraAddresses>;
let agent: Agent;

const start = (ports: { port?: number; controlPort?: number } = {}) =>
  startPart<EntraAddresses>('entra', { ...options, ...ports });

beforeAll(async () => {
  await ensureBuilt();
  entra = await start();
  agent = new Agent({ connect: { ca: readFileSync(entra.addresses.caFile) } });
});

afterAll(async () => {
  await agent.close();
  await entra.stop();
  rmSync(caFolder, { recursive: true });
});

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const tokenForm = (change: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: 'right',
    scope,
    ...change,
  }).toString();

async function ask(
  path: string,
  init: { method?: string; body?: string; headers?: object } = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...init.headers };
  const answer = await fetch(`${entra.addresses.authority}${path}`, { ...init, headers, dispatcher: agent });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const askForToken = (change: Record<string, string> = {}) =>
  ask(`/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: tokenForm(change) });

async function control(path: string, body: object): Promise<number> {
  const url = `${entra.addresses.controlUrl}/_authority/${path}`;
  return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
}

async function claimsOf(token: string): Promise<Record<string, unknown>> {
  const [header, claims, signature] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  const { keys } = (await (await fetch(entra.addresses.jwksUri)).json()) as { keys: { kid: string }[] };
  const { kid } = JSON.parse(header!.toString()) as { kid: string };
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid)!, format: 'jwk' });
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')));
  expect(verify('RSA-SHA256', signed, key, signature!)).toBe(true);
  return JSON.parse(claims!.toString()) as Record<string, unknown>;
}

describe('ClientSecretCredential of the SDK, as it is', () => {
  it('gets a token, or the reason that Entra gives', async () => {
    const requests = [
      { tenantId, clientId, clientSecret: 'right' },
      { tenantId, clientId, clientSecret: 'wrong' },
      { tenantId, clientId, clientSecret: 'old' },
      { tenantId, clientId: nobody, clientSecret: 'right' },
      { tenantId: nobody, clientId, clientSecret: 'right' },
    ];
    const { authority, caFile } = entra.addresses;
    const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'ask-for-tokens.mjs')], {
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: caFile,
        TOKEN_REQUESTS: JSON.stringify({ authority, requests }),
      },
    });
    const answers = JSON.parse(stdout) as { token?: string; expiresOnTimestamp?: number; error?: string }[];
    expect(answers.map(({ error }) => error)).toEqual([
      undefined,
      expect.stringContaining(`AADSTS7000215: Invalid client secret provided.`),
      expect.stringContaining(
        `AADSTS7000222: The provided client secret keys for app '${clientId}' are expired.`,
      ),
      expect.stringContaining(`AADSTS700016: Application with identifier '${nobody}' was not found`),
      expect.stringContaining(`AADSTS90002: Tenant '${nobody}' not found.`),
    ]);
    const { token, expiresOnTimestamp } = answers[0]!;
    const claims = await claimsOf(token!);
    expect(claims).toMatchObject({ tid: tenantId, appid: clientId, oid: objectId });
    expect(expiresOnTimestamp).toBeLessThanOrEqual((claims.exp as number) * 1_000 + 1_000);
    expect((claims.exp as number) - (claims.iat as number)).toBe(900);
  });
});

describe('the token endpoint', () => {
  it('takes the token of an issuer that the application trusts, in place of a secret', async () => {
    const seconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: 'https://issuer.example', sub: 'connector', aud: 'api://AzureADTokenExchange' };
    const trade = (sub: string) =>
      askForToken({
        client_secret: '',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: issuer.sign({ ...claims, sub, nbf: seconds - 60, exp: seconds + 60 }),
      });
    expect((await trade('connector')).body).toMatchObject({ token_type: 'Bearer' });
    expect((await trade('other')).body).toMatchObject({ error: 'invalid_client', error_codes: [700213] });
  });

  it('takes the secret by Basic authentication as well', async () => {
    const authorization = `Basic ${Buffer.from(`${clientId}:right`).toString('base64')}`;
    const { status, body } = await ask(`/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }).toString(),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
  });

  it('gives the correlation id of the request back', async () => {
    const { status, body } = await ask(`/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'client-request-id': 'correlation-1' },
      body: tokenForm({ client_secret: 'wrong' }),
    });
    expect(status).toBe(401);
    expect(body).toMatchObject({
      error: 'invalid_client',
      error_codes: [7000215],
      correlation_id: 'correlation-1',
    });
  });

  it('is for POST only', async () => {
    expect(await ask(`/${tenantId}/oauth2/v2.0/token`)).toMatchObject({
      status: 400,
      body: { error_codes: [900561] },
    });
  });

  it('refuses a body that no token request has', async () => {
    const body = 'x'.repeat(100_000);
    const url = `${entra.addresses.authority}/${tenantId}/oauth2/v2.0/token`;
    expect((await fetch(url, { method: 'POST', body, dispatcher: agent })).status).toBe(413);
  });
});

describe('discovery', () => {
  it('says where the endpoints of a tenant are', async () => {
    const { authority } = entra.addresses;
    const { status, body } = await ask(`/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: `${authority}/${tenantId}/v2.0`,
      token_endpoint: `${authority}/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `${authority}/${tenantId}/discovery/v2.0/keys`,
    });
    const overHttp = await (await fetch(entra.addresses.jwksUri)).json();
    expect((await ask(`/${tenantId}/discovery/v2.0/keys`)).body).toEqual(overHttp);
  });

  it('leaves it to the token endpoint to say that a tenant is unknown', async () => {
    const { status, body } = await ask(`/${nobody}/v2.0/.well-known/openid-configuration`);
    expect(status).toBe(200);
    const { pathname } = new URL(body.token_endpoint as string);
    expect(await ask(pathname, { method: 'POST', body: tokenForm() })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_codes: [90002] },
    });
  });

  it('names itself as the only host of its cloud', async () => {
    const { host } = new URL(entra.addresses.authority);
    const { body } = await ask('/common/discovery/instance');
    expect(body).toMatchObject({ metadata: [{ preferred_network: host, aliases: [host] }] });
  });
});

describe('control', () => {
  it('rotates a secret: both are good, then only the new one', async () => {
    expect(await control('secrets/add', { clientId, value: 'fresh' })).toBe(204);
    expect((await askForToken({ client_secret: 'fresh' })).status).toBe(200);
    expect(await control('secrets/expire', { clientId, value: 'fresh' })).toBe(204);
    expect((await askForToken({ client_secret: 'fresh' })).body.error_codes).toEqual([7000222]);
    expect(await control('secrets/remove', { clientId, value: 'fresh' })).toBe(204);
    expect((await askForToken({ client_secret: 'fresh' })).body.error_codes).toEqual([7000215]);
    expect(await control('secrets/remove', { clientId, value: 'fresh' })).toBe(404);
  });

  it('makes the next token requests fail, and counts all of them', async () => {
    const count = async () => {
      const report = await (await fetch(`${entra.addresses.controlUrl}/_authority/requests`)).json();
      return (report as Record<string, { requests: number; tokens: number }>)[clientId]!;
    };
    const before = await count();
    await control('faults', { count: 2, status: 503 });
    const statuses = [
      (await askForToken()).status,
      (await askForToken()).status,
      (await askForToken()).status,
    ];
    expect(statuses).toEqual([503, 503, 200]);
    expect(await count()).toEqual({ requests: before.requests + 3, tokens: before.tokens + 1 });
  });

  it('answers a body that is no JSON with 400', async () => {
    const url = `${entra.addresses.controlUrl}/_authority/faults`;
    expect((await fetch(url, { method: 'POST', body: '{' })).status).toBe(400);
  });
});

it('is the same authority after a kill: same certificate authority, and its tokens stay good', async () => {
  const { body } = await askForToken();
  const { port, controlPort, caFile } = entra.addresses;
  const ca = readFileSync(caFile, 'utf8');
  await entra.kill();
  entra = await start({ port, controlPort });
  expect(readFileSync(caFile, 'utf8')).toBe(ca);
  expect(await claimsOf(body.access_token as string)).toMatchObject({ appid: clientId });
  expect((await askForToken()).status).toBe(200);
});

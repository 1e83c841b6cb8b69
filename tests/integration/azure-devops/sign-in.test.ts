import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { request } from 'undici';
import { type RunningPart, startPart } from '../../../local/child-process';
import type { EntraAddresses, EntraOptions } from '../../../local/entra/options';
import { ensureBuilt } from '../../support/ensure-built';

const tenantId = '6f0e5c1b-3d5f-4f4e-8a70-0d1f2b3c4d5f';
const clientId = '2b9a7c3d-58d2-4b7f-9d55-1e2f3a4b5c6e';
const nobody = '00000000-1111-4222-8333-444455556667';

const caFolder = mkdtempSync(join(tmpdir(), 'sign-in-'));
const secrets = [{ value: 'right' }, { value: 'old', expiresAt: '2020-01-01T00:00:00Z' }];
const application = { clientId, objectId: nobody, displayName: 'connector', secrets };
const options: EntraOptions = {
  caFolder,
  tokenLifetimeSeconds: 900,
  tenants: [{ id: tenantId, applications: [application] }],
};
/** Inside the project, so that the packages are found. */
const script = join('.local', 'ask-for-tokens.mjs');

let entra: RunningPart<EntraAddresses>;

beforeAll(async () => {
  await ensureBuilt();
  const [started] = await Promise.all([
    startPart<EntraAddresses>('entra', options),
    build({
      entryPoints: [join(__dirname, 'ask-for-tokens.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    }),
  ]);
  entra = started;
});

afterAll(async () => {
  await entra.stop();
  rmSync(caFolder, { recursive: true });
  rmSync(script);
});

interface Outcome {
  token?: string;
  livesMs?: number;
  code?: string;
  status?: number;
  message?: string;
}

async function ask(
  requests: { tenantId: string; clientId: string; secret: string }[],
  authority = entra.addresses.authority,
): Promise<Outcome[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: entra.addresses.caFile,
      QUESTION: JSON.stringify({ authority, requests }),
    },
  });
  return JSON.parse(stdout) as Outcome[];
}

describe('requestToken, with the Entra authority', () => {
  it('gets a token, or says what is wrong and what to do', async () => {
    const outcomes = await ask([
      { tenantId, clientId, secret: 'right' },
      { tenantId, clientId, secret: 'not-the-s3cret' },
      { tenantId, clientId, secret: 'old' },
      { tenantId, clientId: nobody, secret: 'right' },
      { tenantId: nobody, clientId, secret: 'right' },
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([
      undefined,
      'client-secret-wrong',
      'client-secret-expired',
      'client-not-found',
      'tenant-not-found',
    ]);
    expect(outcomes[0]?.token?.split('.')).toHaveLength(3);
    expect(outcomes[0]?.livesMs).toBeGreaterThan(800_000);
    expect(JSON.stringify(outcomes)).not.toContain('s3cret');
  });

  it('says that Entra is away, which passes', async () => {
    const [outcome] = await ask([{ tenantId, clientId, secret: 'right' }], 'https://localhost:9');
    expect(outcome).toMatchObject({ code: 'azure-devops-unavailable', status: 503 });
  });

  it('gets over a failure that passes', async () => {
    const answer = await request(`${entra.addresses.controlUrl}/_authority/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ count: 1, status: 503 }),
    });
    expect(answer.statusCode).toBe(204);
    const [outcome] = await ask([{ tenantId, clientId, secret: 'right' }]);
    expect(outcome?.token).toBeDefined();
  });
});

import { TableClient } from '@azure/data-tables';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AzuriteAddresses, AzuriteOptions } from '../../../local/azurite/options';
import { type RunningPart, startPart } from '../../../local/child-process';
import { ensureBuilt } from '../../support/ensure-built';

const folder = mkdtempSync(join(tmpdir(), 'azurite-'));

let azurite: RunningPart<AzuriteAddresses>;

const start = (options: AzuriteOptions) => startPart<AzuriteAddresses>('azurite', options);

const findings = () =>
  TableClient.fromConnectionString(azurite.addresses.connectionString, 'findings', {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });

beforeAll(async () => {
  await ensureBuilt();
  azurite = await start({ folder });
});

afterAll(async () => {
  await azurite.stop();
  rmSync(folder, { recursive: true });
});

describe('table storage', () => {
  it('keeps what was written over an orderly stop, on the same port', async () => {
    await findings().createTable();
    await findings().createEntity({ partitionKey: 'p', rowKey: 'r', severity: 'High' });
    await azurite.stop();
    azurite = await start({ folder, port: azurite.addresses.port });
    expect(await findings().getEntity('p', 'r')).toMatchObject({ severity: 'High' });
  });

  it('is gone when its part is killed', async () => {
    await azurite.kill();
    await expect(findings().getEntity('p', 'r')).rejects.toMatchObject({
      code: expect.stringMatching(/^ECONN(?:REFUSED|RESET)$/),
    });
  });

  it('keeps nothing without a folder', async () => {
    azurite = await start({});
    await findings().createTable();
    await expect(findings().getEntity('p', 'r')).rejects.toMatchObject({ statusCode: 404 });
  });
});

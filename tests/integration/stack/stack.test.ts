import { TableClient } from '@azure/data-tables';
import { ServiceBusClient } from '@azure/service-bus';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describeStack } from '../../../local/stack-file';
import type { PartName, Stack } from '../../../local/stack';
import { startTestStack } from '../../support/stack';

const ready: PartName[] = [];
const lost: PartName[] = [];

let stack: Stack;

beforeAll(async () => {
  stack = await startTestStack({
    settings: { ADDED_BY_TEST: 'yes' },
    outboundAllowedHosts: ['localhost:9'],
    onReady: (part) => ready.push(part),
    onLost: (part) => lost.push(part),
  });
});

afterAll(() => stack.stop());

const answers = async (url: string) => (await fetch(url)).status < 500;

describe('a stack', () => {
  it('starts the app last, and the simulator after the authority whose tokens it takes', () => {
    expect([...ready].sort()).toEqual([
      'azure-devops',
      'azurite',
      'callback-receiver',
      'entra',
      'functions-host',
      'service-bus',
    ]);
    expect(ready.at(-1)).toBe('functions-host');
    expect(ready.indexOf('azure-devops')).toBeGreaterThan(ready.indexOf('entra'));
  });

  it('serves the app at the address that the app itself was told', async () => {
    expect(stack.host.addresses.baseUrl).toBe(stack.baseUrl);
    expect(stack.settings).toMatchObject({ PUBLIC_BASE_URL: stack.baseUrl, ADDED_BY_TEST: 'yes' });
    expect(stack.settings.OUTBOUND_ALLOWED_HOSTS).toMatch(/,localhost:9$/);
    expect(await answers(stack.baseUrl)).toBe(true);
  });

  it('describes all that somebody outside needs', () => {
    expect(describeStack(stack)).toEqual({
      apiBaseUrl: `${stack.baseUrl}/api`,
      functionsKey: stack.apiKeys.administrator,
      webhookBaseUrl: `${stack.baseUrl}/api/azure-devops/webhooks`,
      azureDevOps: {
        baseUrl: stack.azureDevOps.addresses.baseUrl,
        organization: stack.world.organization,
        projects: ['Agile', 'Scrum', 'CMMI', 'Basic'].map((process) => ({
          name: expect.any(String),
          process,
        })),
        tenantId: stack.world.tenantId,
        clientId: stack.world.clientId,
        clientSecret: stack.world.clientSecret,
        authority: stack.entra.addresses.authority,
        developer: { name: expect.any(String), token: expect.any(String) },
      },
      callbackReceiver: stack.callbackReceiver.addresses.baseUrl,
      storage: stack.azurite.addresses.connectionString,
      serviceBus: stack.serviceBus.addresses.connectionString,
    });
  });

  it('lives beside another one', async () => {
    const other = await startTestStack();
    try {
      expect(await answers(other.baseUrl)).toBe(true);
      expect(await answers(stack.baseUrl)).toBe(true);
      expect(other.baseUrl).not.toBe(stack.baseUrl);
      expect(other.apiKeys).not.toEqual(stack.apiKeys);
    } finally {
      await other.stop();
    }
    await expect(fetch(other.baseUrl)).rejects.toThrow();
    expect(existsSync(other.folder)).toBe(false);
  });
});

describe('a part that is killed and started again', () => {
  it('is gone in between, and no loss that anybody is told of', async () => {
    await stack.kill('functions-host');
    await expect(fetch(stack.baseUrl)).rejects.toThrow();
    await stack.restart('functions-host');
    expect(await answers(stack.baseUrl)).toBe(true);
    expect(lost).toEqual([]);
  });

  it('has its rows still: table storage', async () => {
    const { connectionString } = stack.azurite.addresses;
    const table = () =>
      TableClient.fromConnectionString(connectionString, 'survivors', { allowInsecureConnection: true });
    await table().createTable();
    await table().createEntity({ partitionKey: 'p', rowKey: 'r' });
    await stack.kill('azurite');
    await stack.restart('azurite');
    expect(stack.azurite.addresses.connectionString).toBe(connectionString);
    expect(await table().getEntity('p', 'r')).toMatchObject({ rowKey: 'r' });
  });

  it('has its messages still: Service Bus', async () => {
    const { connectionString } = stack.serviceBus.addresses;
    const send = new ServiceBusClient(connectionString);
    // Its delivery is far off, so that the app leaves the message alone.
    await send
      .createSender('nucleus-callbacks')
      .scheduleMessages({ body: 'kept', messageId: 'kept' }, new Date(Date.now() + 3_600_000));
    await send.close();
    await stack.kill('service-bus');
    await stack.restart('service-bus');
    expect(stack.serviceBus.addresses.connectionString).toBe(connectionString);
    const receive = new ServiceBusClient(connectionString);
    const messages = await receive.createReceiver('nucleus-callbacks').peekMessages(10);
    await receive.close();
    expect(messages.map(({ messageId }) => messageId)).toEqual(['kept']);
  });

  it('is the same authority still: Entra', async () => {
    const { authority, caFile, jwksUri } = stack.entra.addresses;
    const before = [readFileSync(caFile, 'utf8'), await (await fetch(jwksUri)).text()];
    await stack.kill('entra');
    await stack.restart('entra');
    expect(stack.entra.addresses.authority).toBe(authority);
    expect([readFileSync(caFile, 'utf8'), await (await fetch(jwksUri)).text()]).toEqual(before);
  });

  it('is at the same address: Azure DevOps', async () => {
    const { baseUrl } = stack.azureDevOps.addresses;
    await stack.kill('azure-devops');
    await stack.restart('azure-devops');
    expect(stack.azureDevOps.addresses.baseUrl).toBe(baseUrl);
    expect(await answers(baseUrl)).toBe(true);
  });
});

it('tells of a part that ended by itself, which can then be started again', async () => {
  const pid = stack.azureDevOps.pid!;
  process.kill(pid, 'SIGKILL');
  while (lost.length === 0) await delay(10);
  expect(lost).toEqual(['azure-devops']);
  expect(stack.azureDevOps.pid).toBeUndefined();
  await stack.restart('azure-devops');
  expect(stack.azureDevOps.pid).not.toBe(pid);
});

it('leaves nothing behind when a part cannot start', async () => {
  const started: PartName[] = [];
  const starting = startTestStack({ queuesFile: 'no-such-file.json', onReady: (part) => started.push(part) });
  await expect(starting).rejects.toThrow('service-bus ended with code 1 before it was ready');
  expect(started).not.toContain('functions-host');
});

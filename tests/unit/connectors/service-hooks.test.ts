import { ConnectorStore } from '../../../shared/connectors/connector-store';
import { WebhookCredentialRotation } from '../../../shared/connectors/rotate-webhook-credentials';
import { ServiceHooks } from '../../../shared/connectors/service-hooks';
import { SubscriptionRecords } from '../../../shared/connectors/subscription-records';
import { WebhookCredentialStore } from '../../../shared/connectors/webhook-credential-store';
import { Leases } from '../../../shared/storage/lease';
import { aConnector } from '../../support/builders/a-connector';
import { CrashPoint } from '../../support/crash';
import { FakeAzureDevOps } from '../../support/fake-azure-devops';
import { MemorySecrets } from '../../support/memory-secrets';
import { MemoryTable } from '../../support/memory-table';

async function setUp() {
  const crash = new CrashPoint();
  const azureDevOps = new FakeAzureDevOps(undefined, crash);
  const connectors = new ConnectorStore(new MemoryTable());
  await connectors.save(aConnector());
  const credentials = new WebhookCredentialStore(new MemorySecrets(), connectors);
  const table = new MemoryTable();
  const records = new SubscriptionRecords(table);
  const hooks = new ServiceHooks(credentials, records, () => 'https://connector.example');
  const leases = new Leases(table);
  const rotation = new WebhookCredentialRotation(credentials, hooks, leases, 0);
  const organization = { connector: aConnector(), azureDevOps };
  return { crash, azureDevOps, credentials, records, hooks, leases, rotation, organization };
}

describe('ServiceHooks', () => {
  it('creates five subscriptions per project, with both secrets, and knows their ids', async () => {
    const { azureDevOps, credentials, records, hooks, organization } = await setUp();
    expect(await hooks.ensure(organization)).toEqual({ created: 10, deleted: 0, kept: 0, broken: 0 });
    const { current } = await credentials.ensure('connector-1');
    expect(azureDevOps.hooks[0]?.consumerInputs).toMatchObject({
      url: 'https://connector.example/api/azure-devops/webhooks/connector-1',
      httpHeaders: `x-nucleus-webhook-secret:${current.headerSecret}`,
    });
    const record = await records.find('connector-1');
    expect(record?.subscriptions.map(({ id }) => id).sort()).toEqual(
      azureDevOps.hooks.map(({ id }) => id).sort(),
    );
    expect(record).not.toHaveProperty('creatingUntil');
  });

  it('changes nothing the second time', async () => {
    const { azureDevOps, hooks, organization } = await setUp();
    await hooks.ensure(organization);
    azureDevOps.calls.length = 0;
    expect(await hooks.ensure(organization)).toMatchObject({ created: 0, deleted: 0, kept: 10 });
    expect(azureDevOps.calls.sort()).toEqual(['projects', 'subscriptions']);
  });

  it.each([['onProbation'], ['disabledBySystem'], ['disabledByInactiveIdentity']])(
    'replaces one that is %s, the new one first, and remembers both',
    async (status) => {
      const { azureDevOps, records, hooks, organization } = await setUp();
      await hooks.ensure(organization);
      const [broken] = azureDevOps.hooks;
      Object.assign(broken ?? {}, { status });
      azureDevOps.calls.length = 0;
      expect(await hooks.ensure(organization)).toMatchObject({ created: 1, deleted: 1, broken: 1 });
      expect(azureDevOps.calls.slice(-2)).toEqual(['createSubscription', 'deleteSubscription']);
      const record = await records.find('connector-1');
      expect(record?.repairs.at(-1)).toMatchObject({ found: status, done: 'replaced' });
      expect(record?.former).toMatchObject([{ id: broken?.id }]);
    },
  );

  it('reports one that somebody switched off, and leaves it', async () => {
    const { azureDevOps, hooks, organization } = await setUp();
    await hooks.ensure(organization);
    Object.assign(azureDevOps.hooks[0] ?? {}, { status: 'disabledByUser' });
    expect(await hooks.ensure(organization)).toMatchObject({ created: 0, deleted: 0 });
    const { subscriptions } = await hooks.view(organization);
    expect(subscriptions.filter(({ status }) => status === 'disabledByUser')).toHaveLength(1);
  });

  it('believes new subscriptions though it died before it knew their ids, and ends with five', async () => {
    const { crash, azureDevOps, records, hooks, organization } = await setUp();
    crash.arm(7, 'after');
    await expect(hooks.ensure(organization)).rejects.toThrow();
    expect(await records.find('connector-1')).toHaveProperty('creatingUntil');
    crash.revive();
    await hooks.ensure(organization);
    expect(azureDevOps.hooks).toHaveLength(10);
    expect((await records.find('connector-1'))?.subscriptions).toHaveLength(10);
  });

  it('removes its own subscriptions only', async () => {
    const { azureDevOps, hooks, organization } = await setUp();
    await hooks.ensure(organization);
    await azureDevOps.createSubscription({
      eventType: 'workitem.updated',
      resourceVersion: '1.0',
      publisherInputs: {},
      consumerInputs: { url: 'https://chat.example/hook' },
    });
    await hooks.remove(organization);
    expect(azureDevOps.hooks.map(({ consumerInputs }) => consumerInputs.url)).toEqual([
      'https://chat.example/hook',
    ]);
  });
});

describe('WebhookCredentialRotation', () => {
  it('has every subscription present the new credentials, and keeps the old for a while', async () => {
    const { azureDevOps, credentials, hooks, rotation, organization } = await setUp();
    await hooks.ensure(organization);
    const before = await credentials.ensure('connector-1');
    await rotation.rotate(organization);
    const after = await credentials.ensure('connector-1');
    expect(after).toMatchObject({ previous: before.current });
    expect(new Set(azureDevOps.hooks.map(({ consumerInputs }) => consumerInputs.httpHeaders))).toEqual(
      new Set([`x-nucleus-webhook-secret:${after.current.headerSecret}`]),
    );
    expect(await rotation.view('connector-1')).toEqual({
      rotatedAt: after.rotatedAt,
      previousValidUntil: after.previousUntil,
    });
  });

  it.each([1, 3, 5, 9])('is carried on with the same credentials when it dies at call %i', async (at) => {
    const { crash, credentials, hooks, rotation, organization } = await setUp();
    await hooks.ensure(organization);
    crash.arm(at, 'after');
    await expect(rotation.rotate(organization)).rejects.toThrow();
    crash.revive();
    const cutOff = await credentials.ensure('connector-1');
    expect(cutOff.rotating).toBe(true);
    await rotation.carryOn(organization);
    expect(await credentials.ensure('connector-1')).toMatchObject({
      current: cutOff.current,
      previous: cutOff.previous,
    });
    expect((await credentials.ensure('connector-1')).rotating).toBeUndefined();
  });

  it('is refused while another is under way, and carried on by that one', async () => {
    const { credentials, hooks, leases, rotation, organization } = await setUp();
    await hooks.ensure(organization);
    await leases.acquire('webhook-credentials|connector-1', 60_000);
    await expect(rotation.rotate(organization)).rejects.toMatchObject({
      details: { code: 'rotation-in-progress' },
    });
    const before = await credentials.ensure('connector-1');
    await credentials.save('connector-1', { ...before, rotating: true });
    await expect(rotation.carryOn(organization)).resolves.toBeUndefined();
  });
});

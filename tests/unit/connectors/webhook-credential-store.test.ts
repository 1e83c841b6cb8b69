import { webhookSecretName } from '../../../shared/connectors/connector';
import { ConnectorStore } from '../../../shared/connectors/connector-store';
import { WebhookCredentialStore } from '../../../shared/connectors/webhook-credential-store';
import { beginRotation, type CredentialPair, newPair } from '../../../shared/connectors/webhook-credentials';
import { aConnector } from '../../support/builders/a-connector';
import { MemorySecrets } from '../../support/memory-secrets';
import { MemoryTable } from '../../support/memory-table';

const present = ({ password, headerSecret }: CredentialPair) => ({
  authorization: `Basic ${Buffer.from(`nucleus:${password}`).toString('base64')}`,
  headerSecret,
});

async function setUp() {
  const secrets = new MemorySecrets();
  const connectors = new ConnectorStore(new MemoryTable());
  for (const id of ['connector-1', 'connector-2']) await connectors.save(aConnector({ id }));
  return { secrets, connectors, store: new WebhookCredentialStore(secrets, connectors) };
}

const pass = (ms: number) => jest.spyOn(Date, 'now').mockReturnValue(new Date().getTime() + ms);

describe('WebhookCredentialStore', () => {
  afterEach(() => jest.restoreAllMocks());

  it('makes credentials once, different for each connector', async () => {
    const { store } = await setUp();
    const first = await store.ensure('connector-1');
    expect(await store.ensure('connector-1')).toEqual(first);
    expect((await store.ensure('connector-2')).current).not.toEqual(first.current);
  });

  it("accepts a connector's own credentials and no other's", async () => {
    const { store } = await setUp();
    const { current } = await store.ensure('connector-1');
    await store.ensure('connector-2');
    expect(await store.accepts('connector-1', present(current))).toBe(true);
    expect(await store.accepts('connector-2', present(current))).toBe(false);
    expect(await store.accepts('connector-3', present(current))).toBe(false);
    expect(await store.accepts('connector-1', { ...present(current), headerSecret: undefined })).toBe(false);
  });

  it('reads the secret once for a burst of deliveries, also when they come all at once', async () => {
    const { secrets, connectors, store } = await setUp();
    const { current } = await store.ensure('connector-1');
    const cold = new WebhookCredentialStore(secrets, connectors);
    const reads = secrets.reads;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => cold.accepts('connector-1', present(current))),
    );
    expect(new Set(answers)).toEqual(new Set([true]));
    expect(secrets.reads).toBe(reads + 1);
  });

  it('reads the secret once a second at most for guesses', async () => {
    const { secrets, store } = await setUp();
    await store.ensure('connector-1');
    const reads = secrets.reads;
    for (let i = 0; i < 20; i++) expect(await store.accepts('connector-1', present(newPair()))).toBe(false);
    expect(secrets.reads).toBe(reads);
  });

  it('never asks the secret store for a connector that there is not', async () => {
    const { secrets, store } = await setUp();
    for (let i = 0; i < 1_100; i++) await store.accepts(`guess-${i}`, present(newPair()));
    expect(secrets.reads).toBe(0);
  });

  it('knows credentials that were rotated elsewhere, both the new and the old', async () => {
    const { secrets, store } = await setUp();
    const before = await store.ensure('connector-1');
    const both = beginRotation(before, newPair());
    await secrets.set(webhookSecretName('connector-1'), JSON.stringify(both));
    pass(1_500);
    expect(await store.accepts('connector-1', present(both.current))).toBe(true);
    expect(await store.accepts('connector-1', present(before.current))).toBe(true);
  });

  it('does not rely on what it read more than a minute ago', async () => {
    const { secrets, store } = await setUp();
    const { current } = await store.ensure('connector-1');
    await secrets.set(webhookSecretName('connector-1'), JSON.stringify({ current: newPair() }));
    pass(61_000);
    expect(await store.accepts('connector-1', present(current))).toBe(false);
  });

  it.each([
    ['text that is no JSON', '{'],
    ['another shape', '{"password":"x"}'],
  ])('makes new credentials where the secret holds %s', async (_, secret) => {
    const { secrets, store } = await setUp();
    await secrets.set(webhookSecretName('connector-1'), secret);
    const { current } = await store.ensure('connector-1');
    expect(await store.accepts('connector-1', present(current))).toBe(true);
  });

  it('accepts nothing for a connector that was forgotten', async () => {
    const { store } = await setUp();
    const { current } = await store.ensure('connector-1');
    await store.forget('connector-1');
    expect(await store.accepts('connector-1', present(current))).toBe(false);
  });
});

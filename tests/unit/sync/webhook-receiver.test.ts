import { ConnectorStore } from '../../../shared/connectors/connector-store';
import { type KnownSubscription, SubscriptionRecords } from '../../../shared/connectors/subscription-records';
import { createLogger } from '../../../shared/logger';
import { queues } from '../../../shared/messaging/queues';
import { WebhookReceiver } from '../../../shared/sync/webhook-receiver';
import { aConnector } from '../../support/builders/a-connector';
import { MemorySender } from '../../support/memory-sender';
import { MemoryTable } from '../../support/memory-table';

const log = createLogger({ log: () => undefined, warn: () => undefined, error: () => undefined });
const delivery = (changes: object = {}) => ({
  id: 'e0000000-0000-4000-8000-000000000001',
  subscriptionId: 's1',
  notificationId: 12,
  eventType: 'workitem.updated',
  resource: { id: 9, workItemId: 71, rev: 8, revision: { rev: 8, fields: { 'System.State': 'Active' } } },
  resourceContainers: { account: { id: aConnector().organizationId.toUpperCase() } },
  ...changes,
});

async function setUp() {
  const connectors = new ConnectorStore(new MemoryTable());
  await connectors.save(aConnector());
  const sender = new MemorySender();
  const subscriptions = new SubscriptionRecords(new MemoryTable());
  const receiver = new WebhookReceiver(connectors, subscriptions, sender);
  const know = (known: KnownSubscription[], creatingUntil?: string) =>
    subscriptions.change(aConnector().id, (record) => ({
      ...record,
      subscriptions: known,
      ...(creatingUntil === undefined ? {} : { creatingUntil }),
    }));
  return {
    connectors,
    know,
    sender,
    receive: (payload: unknown) => receiver.receive(aConnector().id, payload, log),
  };
}

describe('WebhookReceiver', () => {
  it('puts a delivery into the queue before it answers', async () => {
    const { sender, receive } = await setUp();
    expect(await receive(delivery())).toBe('accepted');
    expect(sender.bodies(queues.workItemEvents)).toMatchObject([
      { connectorId: 'connector-1', workItemId: 71, rev: 8 },
    ]);
  });

  it('fails when the queue does, so that ADO delivers again', async () => {
    const { sender, receive } = await setUp();
    jest.spyOn(sender, 'send').mockRejectedValueOnce(new Error('no queue'));
    await expect(receive(delivery())).rejects.toThrow('no queue');
  });

  it.each([
    ['the same notification again', {}, 1],
    ['another notification', { notificationId: 13 }, 2],
    ['the same number of another subscription', { subscriptionId: 's2' }, 2],
  ])('%s: %3$i in the queue', async (_, changes, expected) => {
    const { sender, receive } = await setUp();
    await receive(delivery());
    await receive(delivery(changes));
    expect(sender.taken).toHaveLength(expected);
  });

  it('knows a delivery without a subscription by its event', async () => {
    const { sender, receive } = await setUp();
    const old = { subscriptionId: undefined, notificationId: undefined };
    await receive(delivery(old));
    await receive(delivery(old));
    await receive(delivery({ ...old, id: 'e0000000-0000-4000-8000-000000000002' }));
    expect(sender.taken).toHaveLength(2);
  });

  it.each([
    ['a test notification', { id: '27646e0e-b520-4d2b-9411-bba7524947cd' }],
    ['another event', { eventType: 'build.complete' }],
    ['a delivery of another organization', { resourceContainers: { account: { id: 'other' } } }],
  ])('ignores %s, kindly', async (_, changes) => {
    const { sender, receive } = await setUp();
    expect(await receive(delivery(changes))).toBe('ignored');
    expect(sender.taken).toEqual([]);
  });

  it('accepts a delivery that names no organization', async () => {
    const { receive } = await setUp();
    expect(await receive(delivery({ resourceContainers: undefined }))).toBe('accepted');
  });

  const subscription = { id: 's1', eventType: 'workitem.updated', projectId: 'p1', status: 'enabled' };

  it('leaves a delivery of a subscription that is none of its own', async () => {
    const { sender, receive, know } = await setUp();
    await know([subscription]);
    expect(await receive(delivery({ subscriptionId: 's2' }))).toBe('ignored');
    expect(sender.taken).toEqual([]);
    expect(await receive(delivery())).toBe('accepted');
  });

  it('looks again before it turns anything away', async () => {
    const { receive, know } = await setUp();
    await know([subscription]);
    await receive(delivery());
    await know([subscription, { ...subscription, id: 's2' }]);
    expect(await receive(delivery({ subscriptionId: 's2' }))).toBe('accepted');
  });

  it('believes subscriptions that are just being created', async () => {
    const { receive, know } = await setUp();
    await know([], new Date(Date.now() + 60_000).toISOString());
    expect(await receive(delivery())).toBe('accepted');
  });

  it('leaves a delivery of a connector that is no more', async () => {
    const { connectors, receive } = await setUp();
    await connectors.delete(aConnector().id);
    expect(await receive(delivery())).toBe('ignored');
  });
});

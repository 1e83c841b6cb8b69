import type { Reply } from '../../support/webhook-receiver';
import { subscriptions, TestHooks } from './test-hooks';

describe('service-hook deliveries of the simulator', () => {
  const hooks = new TestHooks();
  const { simulator } = hooks;
  beforeAll(() => hooks.start());
  beforeEach(() => hooks.turn({ delayMs: 0 }));
  afterEach(() => hooks.reset());
  afterAll(() => hooks.stop());

  it('are retried after a transient failure, as the same notification', async () => {
    const { url, deliveries } = await hooks.receive((count) => (count < 4 ? 503 : 200));
    const subscription = await hooks.subscribe(url, 'workitem.created');
    await hooks.turn({ timeScale: 1000 });
    await simulator.create('Pay Desk', 'Bug');
    expect(await hooks.drain()).toMatchObject({ drained: true, delivered: 1, attempts: 4 });
    expect(new Set(deliveries.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(deliveries.map(({ headers }) => headers['x-vss-activityid'])).size).toBe(4);
    expect(await hooks.read(subscription)).toMatchObject({ status: 'enabled' });
    expect(await hooks.historyOf(subscription)).toMatchObject([
      { id: 1, status: 'completed', result: 'succeeded', details: { requestAttempts: 4 } },
    ]);
  });

  it.each([
    ['an error', 500],
    ['a redirection, which is not followed', 302],
    ['an answer that does not come', 'hang'],
  ] as const)(
    'put the subscription on probation after %s: new events are lost until one succeeds',
    async (_, failure) => {
      let reply: Reply = failure;
      const { url, deliveries } = await hooks.receive(() => reply);
      const subscription = await hooks.subscribe(url, 'workitem.created');
      // The receiver is given 1 s; probation lasts for a minute, which is enough to look at it.
      await hooks.turn({ timeScale: 20 });
      await simulator.create('Pay Desk', 'Bug');
      await hooks.drain();
      expect(await hooks.read(subscription)).toMatchObject({ status: 'onProbation' });
      await simulator.create('Pay Desk', 'Bug');
      expect(await hooks.report()).toMatchObject({ lost: 1, onProbation: 1, queued: 0 });
      const [failed] = await hooks.historyOf(subscription, '?result=failed');
      expect(failed?.details.errorMessage).toBeDefined();

      reply = 200;
      await hooks.turn({ timeScale: 1_000_000 });
      await hooks.untilStatus(subscription, 'enabled');
      await simulator.create('Pay Desk', 'Bug');
      await hooks.drain();
      expect(deliveries.map(({ body }) => body.notificationId)).toEqual([1, 1, 2]);
    },
  );

  it('disable the subscription when no retry on probation succeeds', async () => {
    const { url, deliveries } = await hooks.receive(() => 404);
    const subscription = await hooks.subscribe(url, 'workitem.created');
    await hooks.turn({ timeScale: 1_000_000 });
    await simulator.create('Pay Desk', 'Bug');
    await hooks.untilStatus(subscription, 'disabledBySystem');
    expect(deliveries).toHaveLength(8);
    await simulator.create('Pay Desk', 'Bug');
    expect(await hooks.drain()).toMatchObject({ failed: 1, queued: 0, attempts: 8 });

    const enabled = { ...hooks.content(url, 'workitem.created'), status: 'enabled' };
    await simulator.send('PUT', `${subscriptions}/${subscription.id}`, enabled);
    expect(await hooks.read(subscription)).toMatchObject({ status: 'enabled' });
  });

  it('disable the subscription at once when the receiver is gone', async () => {
    const { url, deliveries } = await hooks.receive(() => 410);
    const subscription = await hooks.subscribe(url, 'workitem.created');
    await simulator.create('Pay Desk', 'Bug');
    await hooks.drain();
    expect(await hooks.read(subscription)).toMatchObject({ status: 'disabledBySystem' });
    expect(deliveries).toHaveLength(1);
  });

  it('end when the owner of the subscription loses the right to it', async () => {
    const { url, deliveries } = await hooks.receive();
    const subscription = await hooks.subscribe(url, 'workitem.created');
    const give = (manageServiceHooks: boolean) => {
      const body = { uniqueName: 'dana@northwind.example', rights: { manageServiceHooks } };
      return simulator.fetch('POST', '/_simulator/revoke', { body });
    };
    await give(false);
    await simulator.create('Pay Desk', 'Bug');
    await hooks.drain();
    await give(true);
    expect(await hooks.read(subscription)).toMatchObject({ status: 'disabledByInactiveIdentity' });
    expect(deliveries).toEqual([]);
  });

  it('are told by the history, with what was sent and answered', async () => {
    const { url } = await hooks.receive((count) => (count === 2 ? 410 : 200));
    const subscription = await hooks.subscribe(url, 'workitem.created', {}, { basicAuthPassword: 'secret' });
    for (const _ of [1, 2]) {
      await simulator.create('Pay Desk', 'Bug');
      await hooks.drain();
    }
    const failed = await hooks.historyOf(subscription, '?result=failed');
    expect(failed).toMatchObject([{ id: 2, details: { errorMessage: 'The receiver answered 410.' } }]);
    expect(failed[0]?.details.response).toMatch('status 410');
    expect(JSON.stringify(failed)).not.toMatch('secret');
    const single = await simulator.send('GET', `${subscriptions}/${subscription.id}/notifications/1`);
    expect(single.body).toMatchObject({ id: 1, result: 'succeeded' });

    const query = { subscriptionIds: [subscription.id], maxResults: 1, includeDetails: false };
    const { body } = await simulator.send('POST', '_apis/hooks/notificationsquery', query);
    expect(body).toMatchObject({
      results: [{ id: 2 }],
      summary: [
        { subscriptionId: subscription.id, results: [{ notificationCount: 1 }, { notificationCount: 1 }] },
      ],
    });
  });
});

import { parseWorkItemEvent } from '../../../shared/sync/work-item-event';
import { type Notification, TestHooks } from './test-hooks';
import { set } from './test-simulator';

describe('service-hook events of the simulator', () => {
  const hooks = new TestHooks();
  const { simulator } = hooks;
  beforeAll(() => hooks.start());
  beforeEach(() => hooks.turn({ delayMs: 0 }));
  afterEach(() => hooks.reset());
  afterAll(() => hooks.stop());

  it('are told of the whole life of a work item, in a form that the connector understands', async () => {
    const { url, deliveries } = await hooks.receive();
    const types = ['created', 'updated', 'commented', 'deleted', 'restored'];
    for (const type of types) await hooks.subscribe(url, `workitem.${type}`);

    const { id } = await simulator.create('Pay Desk', 'Bug');
    await hooks.drain();
    await simulator.patch(id, set('System.State', 'Resolved'));
    await hooks.drain();
    const comments = `Pay%20Desk/_apis/wit/workItems/${id}/comments?api-version=7.1-preview.4`;
    await simulator.send('POST', comments, { text: 'Looks <b>good</b>' });
    await hooks.drain();
    await simulator.send('DELETE', `_apis/wit/workitems/${id}`);
    await hooks.drain();
    await simulator.send('PATCH', `_apis/wit/recyclebin/${id}`, { isDeleted: false });
    await hooks.drain();

    const events = deliveries.map(({ body }) => parseWorkItemEvent(body));
    expect(events).toHaveLength(6);
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          eventType: 'workitem.created',
          workItemId: id,
          rev: 1,
          projectId: hooks.projectId,
        }),
        expect.objectContaining({
          eventType: 'workitem.updated',
          rev: 2,
          fields: expect.objectContaining({ 'System.State': 'Resolved' }),
        }),
        expect.objectContaining({ eventType: 'workitem.updated', rev: 3 }),
        expect.objectContaining({
          eventType: 'workitem.commented',
          rev: 3,
          comment: expect.objectContaining({ text: 'Looks <b>good</b>', format: 'html' }),
        }),
        expect.objectContaining({ eventType: 'workitem.deleted', rev: 4 }),
        expect.objectContaining({ eventType: 'workitem.restored', rev: 5 }),
      ]),
    );
  });

  it('carry the headers of the service and the own ones, and names by the primary URL', async () => {
    const { url, deliveries } = await hooks.receive();
    const { id } = await hooks.subscribe(url, 'workitem.created', {}, { httpHeaders: 'X-Key: abc' });
    await simulator.create('Pay Desk', 'Bug');
    await hooks.drain();
    expect(deliveries[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-vss-subscriptionid': id,
      'x-vss-activityid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'request-id': expect.any(String),
      'x-key': 'abc',
    });
    expect(deliveries[0]?.body).toMatchObject({
      subscriptionId: id,
      notificationId: 1,
      resourceContainers: { account: { baseUrl: `${simulator.baseUrl}/Northwind-Boards/` } },
    });
  });

  it('are told to each subscription by its own filters and count', async () => {
    const { url, deliveries } = await hooks.receive();
    const bugs = await hooks.subscribe(url, 'workitem.created', { workItemType: 'Bug' });
    const all = await hooks.subscribe(url, 'workitem.created');
    await simulator.create('Pay Desk', 'Task');
    await simulator.create('Pay Desk', 'Bug');
    await simulator.create('Shop', 'Bug');
    await hooks.drain();
    const told = deliveries.map(({ body }) => [body.subscriptionId, body.notificationId]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        [bugs.id, 1],
        [all.id, 1],
        [all.id, 2],
      ]),
    );
  });

  it('show the work item as it is when they are delivered', async () => {
    const { url, deliveries } = await hooks.receive();
    await hooks.subscribe(url, 'workitem.updated');
    const { id } = await simulator.create('Pay Desk', 'Bug');
    await hooks.turn({ paused: true });
    await simulator.patch(id, set('System.Title', 'First'));
    await simulator.patch(id, set('System.Title', 'Second'));
    expect(await hooks.report()).toMatchObject({ queued: 2, delivered: 0 });
    await hooks.turn({ paused: false });
    await hooks.drain();
    const seen = deliveries.map(({ body }) => body.resource);
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rev: 2, revision: expect.objectContaining({ rev: 3 }) }),
        expect.objectContaining({ rev: 3, revision: expect.objectContaining({ rev: 3 }) }),
      ]),
    );
  });

  it('come twice, out of order or not at all as the knobs say', async () => {
    const { url, deliveries } = await hooks.receive();
    await hooks.subscribe(url, 'workitem.created');
    await hooks.turn({ duplicate: 2, drop: 3, reorder: 6 });
    for (let count = 0; count < 6; count += 1) await simulator.create('Pay Desk', 'Bug');
    expect(await hooks.drain()).toMatchObject({ drained: true, delivered: 4, dropped: 2, duplicated: 2 });
    const ids = deliveries.map(({ body }) => Number(body.notificationId));
    expect([...ids].sort()).toEqual([1, 2, 2, 4, 4, 5]);
  });

  const test = (details: object, query = '') =>
    simulator.send<Notification>('POST', `_apis/hooks/testnotifications${query}`, { details });

  it('send the invented event and answer what came of it', async () => {
    const { url, deliveries } = await hooks.receive((count) => (count === 1 ? 200 : 500));
    const good = await test(hooks.content(url, 'workitem.updated'));
    expect(good.body).toMatchObject({ status: 'completed', result: 'succeeded' });
    expect(deliveries[0]?.body).toMatchObject({
      id: '27646e0e-b520-4d2b-9411-bba7524947cd',
      resource: { workItemId: 0 },
    });
    const bad = await test(hooks.content(url, 'workitem.updated'));
    expect(bad.body).toMatchObject({ result: 'failed', details: { requestAttempts: 1 } });
  });

  it('send the newest real event if asked', async () => {
    const { url, deliveries } = await hooks.receive();
    const { id } = await simulator.create('Pay Desk', 'Bug');
    await test(hooks.content(url, 'workitem.created'), '?useRealData=true');
    expect(deliveries[0]?.body).toMatchObject({ resource: { id, rev: 1 } });
  });
});

import { type Listed, type Subscription, subscriptions, TestHooks } from './test-hooks';

describe('service-hook subscriptions of the simulator', () => {
  const hooks = new TestHooks();
  const { simulator } = hooks;
  beforeAll(() => hooks.start());
  beforeEach(() => hooks.turn({ delayMs: 0 }));
  afterEach(() => hooks.reset());
  afterAll(() => hooks.stop());

  it('are created, read, listed, replaced and deleted; the password never comes back', async () => {
    const { url, deliveries } = await hooks.receive();
    const credentials = { basicAuthUsername: 'hooks', basicAuthPassword: 'secret' };
    const wanted = hooks.content(url, 'workitem.created', {}, credentials);
    const created = await hooks.subscribe(url, 'workitem.created', {}, credentials);
    expect(created).toMatchObject({
      ...wanted,
      status: 'enabled',
      publisherInputs: {
        ...wanted.publisherInputs,
        hostId: expect.any(String),
        tfsSubscriptionId: expect.any(String),
      },
      consumerInputs: { url, basicAuthUsername: 'hooks', basicAuthPassword: '********' },
      createdBy: { uniqueName: 'dana@northwind.example' },
    });
    expect(await hooks.read(created)).toEqual(created);
    const listed = await simulator.send<Listed<Subscription>>(
      'GET',
      `${subscriptions}?eventType=workitem.created`,
    );
    expect(listed.body).toEqual({ count: 1, value: [created] });
    const others = await simulator.send<Listed<Subscription>>(
      'GET',
      `${subscriptions}?eventType=workitem.updated`,
    );
    expect(others.body.count).toBe(0);

    // As it was read, with the mask: the password stays.
    const replaced = await simulator.send<Subscription>('PUT', `${subscriptions}/${created.id}`, created);
    expect(replaced.body).toMatchObject({ publisherInputs: created.publisherInputs });
    await simulator.create('Pay Desk', 'Bug');
    await hooks.drain();
    expect(deliveries[0]?.headers.authorization).toBe(`Basic ${btoa('hooks:secret')}`);

    expect((await simulator.send('DELETE', `${subscriptions}/${created.id}`)).status).toBe(204);
    expect((await simulator.send('DELETE', `${subscriptions}/${created.id}`)).status).toBe(404);
    expect((await simulator.send('GET', `${subscriptions}/${created.id}`)).body).toMatchObject({
      typeKey: 'SubscriptionNotFoundException',
    });
  });

  it('are found by their inputs', async () => {
    const { url } = await hooks.receive();
    const mine = await hooks.subscribe(url, 'workitem.created');
    await hooks.subscribe(`${url}/other`, 'workitem.created');
    const query = {
      publisherId: 'tfs',
      consumerInputFilters: [{ conditions: [{ inputId: 'url', operator: 'equals', inputValue: url }] }],
    };
    const { body } = await simulator.send('POST', '_apis/hooks/subscriptionsquery', query);
    expect(body).toMatchObject({ ...query, results: [{ id: mine.id }] });
    expect(body).toHaveProperty('results.length', 1);
  });

  it('are refused without a right, for unknown projects and with bad inputs', async () => {
    const { url } = await hooks.receive();
    const post = (body: object, token = 'dana-token') =>
      simulator.send('POST', subscriptions, body, { token });
    const revoke = (manageServiceHooks: boolean) => {
      const body = { uniqueName: 'tam@northwind.example', rights: { manageServiceHooks } };
      return simulator.fetch('POST', '/_simulator/revoke', { body });
    };
    await revoke(false);
    const denied = await post(hooks.content(url, 'workitem.created'), 'tam-token');
    expect(denied).toMatchObject({ status: 403, body: { typeKey: 'AccessCheckException' } });
    expect(denied.text).toMatch(`PublisherSecurity/${hooks.projectId}`);
    await revoke(true);

    const nowhere = '5a0c2c1e-0003-6000-a000-000000000003';
    const unknown = await post(hooks.content(url, 'workitem.created', { projectId: nowhere }));
    expect(unknown).toMatchObject({ status: 404, body: { typeKey: 'ProjectDoesNotExistException' } });
    const bad = await post(hooks.content('not a url', 'workitem.created'));
    expect(bad).toMatchObject({ status: 400, body: { typeKey: 'SubscriptionInputException' } });
  });

  it('can be looked up in the catalogue', async () => {
    const get = async (path: string) => (await simulator.send('GET', `_apis/hooks/${path}`)).body;
    expect(await get('publishers')).toMatchObject({ count: 1, value: [{ id: 'tfs' }] });
    expect(await get('publishers/tfs/eventtypes')).toMatchObject({ count: 5 });
    expect(await get('publishers/tfs/eventtypes/workitem.updated')).toMatchObject({
      id: 'workitem.updated',
    });
    expect(await get('consumers/webHooks/actions/httpRequest')).toMatchObject({ id: 'httpRequest' });
    expect((await simulator.send('GET', '_apis/hooks/consumers/pigeon')).status).toBe(404);
  });

  it('keep diagnostics', async () => {
    const { url } = await hooks.receive();
    const { id } = await hooks.subscribe(url, 'workitem.created');
    const path = `${subscriptions}/${id}/diagnostics`;
    await simulator.send('PUT', path, { deliveryTracing: { enabled: true } });
    expect((await simulator.send('GET', path)).body).toMatchObject({
      deliveryTracing: { enabled: true, maxTracedEntries: 25 },
    });
  });
});

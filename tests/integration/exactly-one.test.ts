import { randomUUID } from 'node:crypto';
import type { Fault } from '../../local/azure-devops/control/faults';
import { latest } from '../../local/azure-devops/model/work-item';
import { type Remember, runOnce } from '../../shared/storage/run-once';
import { ConnectedStack, project } from '../support/connected-stack';
import { aScanOf, everythingRule, findingNumbers, processed } from '../support/scans';
import { developer, TicketWorld } from '../support/ticket-world';

describe('one creation, whatever happens to it', () => {
  const world = new TicketWorld();

  beforeAll(() => world.start());
  afterAll(() => world.stop());
  afterEach(() => {
    jest.useRealTimers();
    world.simulator.knobs.faults.set([]);
    world.crash.revive();
  });

  /** Claims that nobody came back to may be taken over after 45 seconds and ten minutes; timers run on. */
  const later = (minutes: number) =>
    jest.useFakeTimers({
      doNotFake: [
        'nextTick',
        'setImmediate',
        'queueMicrotask',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
      ],
      now: Date.now() + minutes * 60_000,
    });

  const create = (key: string, more = {}, remember?: Remember) =>
    world.parts.manualTickets.create(
      {
        connectorId: world.connector.id,
        project: 'CMMI',
        workItemType: 'Bug',
        title: key,
        descriptionFormat: 'markdown',
        state: 'Active',
        assignedTo: developer.uniqueName,
        ...more,
      },
      key,
      remember,
    );
  const made = (key: string) =>
    [...world.organization.workItems.values()].filter((item) => latest(item).fields['System.Title'] === key);

  /** One work item, in the state that was asked for, and one ticket that knows it. */
  async function expectOne(key: string, ticketId: string, state = 'Active'): Promise<void> {
    const items = made(key);
    expect(items).toHaveLength(1);
    const [item] = items;
    const { fields, relations } = latest(item!);
    expect(fields['System.State']).toBe(state);
    expect(relations.map(({ url }) => url)).toEqual([expect.stringContaining(ticketId)]);
    const { record } = await world.tickets.get(ticketId);
    expect(record).toMatchObject({ workItemId: item!.id, state, rev: latest(item!).rev });
    // By the work item, as a webhook looks, and in the list.
    expect(await world.tickets.idByWorkItem(world.connector.id, item!.id)).toBe(ticketId);
    const { rows } = await world.tickets.page({ connectorId: world.connector.id }, 1_000);
    expect(rows.filter(({ value }) => value.id === ticketId)).toMatchObject([{ value: { state } }]);
  }

  it.each<['before' | 'after', string]>([
    ['before', 'Active'],
    ['after', 'Active'],
    ['before', 'Proposed'],
    ['after', 'Proposed'],
  ])('dies %s any of its calls to a table, on its way to %s', async (when, state) => {
    for (let call = 1; ; call++) {
      const key = `dies ${when} call ${call} on its way to ${state}`;
      const request = () =>
        runOnce(world.claimTable, 'create-ticket', key, key, async (remember) => {
          return (await create(key, { state }, remember)).record.id;
        });
      world.crash.arm(call, when);
      const died = await request().then(
        () => false,
        () => true,
      );
      world.crash.revive();
      later(11);
      await expectOne(key, await request(), state);
      if (died) continue;
      expect(call).toBeGreaterThan(8);
      return;
    }
  });

  it.each<[string, Fault]>([
    ['the answer to the creation is lost', { kind: 'reply-lost', times: 1 }],
    ['the answer cannot be read', { kind: 'truncated', times: 1 }],
    ['the service fails after it has created', { kind: 'status', status: 500, when: 'after', times: 1 }],
    ['the service is busy', { kind: 'status', status: 429, retryAfterSeconds: 1, times: 1 }],
    [
      'the service asks to slow down with its success',
      { kind: 'retry-after', retryAfterSeconds: 1, times: 1 },
    ],
  ])('%s', async (key, fault) => {
    await create('warms the caches');
    world.simulator.knobs.faults.set([{ ...fault, match: { method: 'POST', route: 'workitems/$' } }]);
    const { record } = await create(key);
    await expectOne(key, record.id);
  });

  it.each<[string, Fault]>([
    ['the connection breaks before anything is created', { kind: 'reply-lost', when: 'before', times: 1 }],
    ['a proxy answers with a page of its own', { kind: 'html', status: 502, times: 1 }],
  ])('%s: nobody knows, so it is looked for before it is made again', async (key, fault) => {
    await create('warms the caches too');
    world.simulator.knobs.faults.set([{ ...fault, match: { method: 'POST', route: 'workitems/$' } }]);
    await expect(create(key)).rejects.toMatchObject({ details: { code: 'reply-lost' } });
    await expect(create(key)).rejects.toMatchObject({ details: { code: 'creation-in-progress' } });
    later(1);
    const { record } = await create(key);
    await expectOne(key, record.id);
  });

  it('is asked for by ten at once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => create('ten at once')));
    const tickets = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value.record.id] : [],
    );
    expect(made('ten at once').length).toBe(new Set(tickets).size);
    expect(made('ten at once')).toHaveLength(1);
  });
});

describe('over the whole system', () => {
  let connected: ConnectedStack;

  beforeAll(async () => {
    connected = await ConnectedStack.start();
  }, 60_000);
  afterAll(() => connected.stop());

  const named = async (title: string) => (await connected.workItems()).filter((item) => item.title === title);
  const times = <T>(count: number, call: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, call));

  it('makes one ticket of many clicks with the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = connected.newTicket('Clicked often');
    const answers = await times(8, () => connected.send('POST', '/tickets', body, headers));
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const again = await connected.send('POST', '/tickets', body, headers);
    expect(again.status).toBe(201);
    const ids = answers.filter(({ status }) => status === 201).map(({ body: { id } }) => id);
    expect(new Set([...ids, again.body.id]).size).toBe(1);
    expect(await named('Clicked often')).toHaveLength(1);
  });

  it('refuses a key that was used for something else', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await connected.send('POST', '/tickets', connected.newTicket('One'), headers)).status).toBe(201);
    const other = await connected.send('POST', '/tickets', connected.newTicket('Another'), headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await named('Another')).toEqual([]);
  });

  it('begins one bulk closure and posts one comment, however often it is clicked', async () => {
    const [ticket] = await connected.createTickets(['Clicked in other ways']);
    const { id: ticketId = '', workItemId = 0 } = ticket ?? {};
    const close = { 'idempotency-key': randomUUID() };
    const closing = await times(6, () =>
      connected.send('POST', '/tickets/close', { ticketIds: [ticketId], state: 'Closed' }, close),
    );
    const operations = new Set(
      closing.flatMap(({ status, body }) => (status === 202 ? [String(body.operationId)] : [])),
    );
    expect(operations.size).toBe(1);
    await connected.finished([...operations][0]!);

    const comment = { 'idempotency-key': randomUUID() };
    const commenting = await times(6, () =>
      connected.send('POST', `/tickets/${ticketId}/comments`, { text: 'Seen.' }, comment),
    );
    expect(commenting.some(({ status }) => status === 201)).toBe(true);
    expect(commenting.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const path = `/${encodeURIComponent(project)}/_apis/wit/workItems/${workItemId}/comments`;
    const { totalCount } = await connected.developer.get<{ totalCount: number }>(
      `${path}?api-version=7.1-preview.4`,
    );
    expect(totalCount).toBe(1);
  });

  it('makes one work item per finding of scans that come together, and of a scan that is posted twice', async () => {
    await connected.api.post('/rules', everythingRule(connected.connectorId));
    const findings = findingNumbers(20);
    const scans = [aScanOf(findings), aScanOf(findings), aScanOf(findings)];
    await Promise.all(
      [...scans, ...scans].map((scan) => connected.api.post('/nucleus/events', scan, [202, 409])),
    );
    await Promise.all(scans.map(({ id }) => processed(connected, id)));
    const titles = (await connected.workItems())
      .map(({ title }) => title)
      .filter((title) => title.startsWith('QID-'));
    expect(titles).toHaveLength(20);
    expect(new Set(titles).size).toBe(20);
  }, 60_000);
});

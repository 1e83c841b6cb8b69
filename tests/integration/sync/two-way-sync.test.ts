import { ServiceBusClient } from '@azure/service-bus';
import { eventually } from '../../../local/demo/eventually';
import type { DeadLetter } from '../../../shared/dead-letters/dead-letter';
import type { ReconciliationReport } from '../../../shared/reconciliation/report';
import type { ServiceHooksView } from '../../../shared/connectors/service-hooks';
import type { RotationView } from '../../../shared/connectors/rotate-webhook-credentials';
import type { toTicketDetails } from '../../../shared/tickets/ticket-view';
import { ConnectedStack, project } from '../../support/connected-stack';

type Details = ReturnType<typeof toTicketDetails>;

const sumOf = ({ steps }: ReconciliationReport, name: string) =>
  Object.values(steps).reduce((sum, counts) => sum + (counts[name] ?? 0), 0);

/** Timers would come in between: here each run is asked for. */
const withoutTimers = {
  'AzureWebJobs.reconcile.Disabled': 'true',
  'AzureWebJobs.heal-service-hooks.Disabled': 'true',
};

describe('two-way sync over the whole system', () => {
  let on: ConnectedStack;
  let ticketId: string;
  let workItemId: number;

  beforeAll(async () => {
    on = await ConnectedStack.start({ settings: withoutTimers });
    const [ticket] = await on.createTickets(['Outdated TLS library']);
    if (!ticket) throw new Error('No ticket was made.');
    ({ id: ticketId, workItemId } = ticket);
  });

  afterAll(() => on.stop());

  const ticket = () => on.api.get<Details>(`/tickets/${ticketId}`);
  const comments = `/${encodeURIComponent(project)}/_apis/wit/workItems`;
  const version = 'api-version=7.1-preview.4';
  const set = (field: string, value: string) =>
    on.developer.patch(`/_apis/wit/workitems/${workItemId}?api-version=7.1`, [
      { op: 'add', path: `/fields/${field}`, value },
    ]);
  const comment = (text: string) =>
    on.developer.post<{ id: number }>(`${comments}/${workItemId}/comments?format=html&${version}`, { text });
  const until = <T>(what: string, ask: (details: Details) => T | undefined) =>
    eventually(what, 10_000, async () => ask(await ticket()));
  const turnHooks = (knobs: object) => on.simulator.call('PUT', '/hooks', knobs);

  it('follows edits and deletions of comments', async () => {
    const { id } = await comment('<div>Looking</div>');
    await until('the comment is there', (details) => details.comments.find((one) => one.id === id));
    await on.developer.patch(`${comments}/${workItemId}/comments/${id}?${version}`, { text: 'Found it' });
    await until('it is edited', (details) => details.comments.find(({ html }) => html === 'Found it'));
    await on.developer.call('DELETE', `${comments}/${workItemId}/comments/${id}?${version}`);
    await until('it is deleted', (details) => details.comments.find(({ deleted }) => deleted === true));
  });

  it('brings in by reconciliation what service hooks have dropped, in few requests', async () => {
    await on.api.post(`/connectors/${on.connectorId}/reconcile`);
    await turnHooks({ drop: 1 });
    await set('System.State', 'Active');
    await comment('<div>Unheard</div>');
    expect((await ticket()).state).toBe('New');
    const report = await on.api.post<ReconciliationReport>(`/connectors/${on.connectorId}/reconcile`);
    expect(report).toMatchObject({ complete: true, faults: [] });
    expect(sumOf(report, 'ticketsChanged')).toBe(1);
    expect(sumOf(report, 'commentsChanged')).toBe(1);
    const { state, comments: shown, timeline } = await ticket();
    expect(state).toBe('Active');
    expect(shown.map(({ html }) => html)).toContain('<div>Unheard</div>');
    expect(timeline.map(({ source }) => source)).toContain('reconciliation');
    const before = await on.requests();
    const again = await on.api.post<ReconciliationReport>(`/connectors/${on.connectorId}/reconcile`);
    // One for the revisions, and one because the ticket is young.
    expect((await on.requests()).total - before.total).toBeLessThanOrEqual(2);
    expect(sumOf(again, 'ticketsChanged') + sumOf(again, 'commentsChanged')).toBe(0);
    expect(await on.api.get(`/connectors/${on.connectorId}/reconcile`)).toEqual({
      running: false,
      lastReport: again,
    });
    await turnHooks({ drop: 0 });
  });

  it('rotates the webhook credentials without losing a delivery', async () => {
    const rotate = () =>
      on.send('POST', `/connectors/${on.connectorId}/webhook-credentials/rotate`, undefined, {
        'idempotency-key': 'rotation-1',
      });
    const first = await rotate();
    expect(first.status).toBe(200);
    expect(Object.keys(first.body).sort()).toEqual(['previousValidUntil', 'rotatedAt']);
    expect((await rotate()).body).toEqual(first.body satisfies Partial<RotationView>);
    await set('System.Title', 'Told with new credentials');
    await until('the title is there', ({ title }) =>
      title === 'Told with new credentials' ? true : undefined,
    );
  });

  it('finds subscriptions on probation after an outage, replaces them and fetches what was lost', async () => {
    await on.stack.kill('functions-host');
    await set('System.Title', 'Told to nobody');
    await eventually('a subscription is on probation', 10_000, async () => {
      const { value } = await on.developer.get<{ value: { status: string }[] }>(
        '/_apis/hooks/subscriptions?api-version=7.1',
      );
      return value.some(({ status }) => status === 'onProbation') ? true : undefined;
    });
    await on.stack.restart('functions-host');
    const hooks = await on.api.call<ServiceHooksView & { broken: number }>(
      'PUT',
      `/connectors/${on.connectorId}/service-hooks`,
    );
    expect(hooks.broken).toBeGreaterThan(0);
    expect(hooks.missing).toEqual([]);
    expect(hooks.repairs[0]).toMatchObject({ found: 'onProbation', done: 'replaced' });
    expect((await ticket()).title).toBe('Told to nobody');
    await set('System.Title', 'Told again');
    await until('hooks deliver again', ({ title }) => (title === 'Told again' ? true : undefined));
  });

  it('parks a message that nobody can read, shows why, and replays it', async () => {
    const client = new ServiceBusClient(on.stack.serviceBus.addresses.connectionString);
    await client.createSender('work-item-events').sendMessages({ body: { workItemId: 'seven' } });
    await client.close();
    const parked = async () => {
      const { items } = await on.api.get<{ items: DeadLetter[] }>('/dead-letters?queue=work-item-events');
      return items.find(({ reason }) => reason === 'message-unreadable');
    };
    const { value: letter } = await eventually('the message is parked', 10_000, parked);
    expect(letter).toMatchObject({ queue: 'work-item-events', kind: 'parked', attempts: 1 });
    const replay = { queue: letter.queue, ids: [letter.id, 'another'] };
    expect(await on.api.post('/dead-letters/replay', replay)).toEqual({ replayed: 1, notFound: ['another'] });
    const { value: again } = await eventually('it is parked again', 10_000, parked);
    expect(again.id).toBe(letter.id);
  });

  it.each([
    ['GET', '/dead-letters?queue=no-such-queue', undefined, 400],
    ['GET', '/dead-letters?continuationToken=x', undefined, 400],
    ['POST', '/dead-letters/replay', { queue: 'work-item-events' }, 400],
    ['POST', '/dead-letters/replay', { queue: 'x', all: true }, 400],
    ['POST', '/connectors/none/reconcile', undefined, 404],
    ['GET', '/connectors/none/reconcile', undefined, 404],
    ['POST', '/connectors/none/webhook-credentials/rotate', undefined, 404],
  ])('refuses %s %s %j', async (method, path, body, status) => {
    expect((await on.send(method, path, body)).status).toBe(status);
  });
});

import { eventually } from '../../local/demo/eventually';
import type { TicketView } from '../../shared/tickets/ticket-view';
import { ConnectedStack } from '../support/connected-stack';
import { aScanOf, everythingRule, findingNumbers, ingest } from '../support/scans';
import { TicketWorld } from '../support/ticket-world';

// The budgets of design section 7, counted at the simulator while the whole system runs.

const findings = findingNumbers(200);

let connected: ConnectedStack;

beforeAll(async () => {
  connected = await ConnectedStack.start();
  // What is known of the project is read once and kept; budgets are for work that goes on.
  await connected.api.post('/rules', everythingRule(connected.connectorId));
  await connected.createTickets(['The first one']);
}, 60_000);
afterAll(() => connected.stop());

it('creates a ticket by hand with one request', async () => {
  const titles = findingNumbers(20).map((number) => `By hand ${number}`);
  const { total, byRoute } = await connected.requestsOf(() => connected.createTickets(titles));
  expect({ total, ...byRoute }).toEqual({ total: 20, 'POST {project}/_apis/wit/workitems/${type}': 20 });
});

describe('200 findings', () => {
  let tickets: TicketView[] = [];
  const idsOf = (from: number, to?: number) => tickets.slice(from, to).map(({ id }) => id);

  it('get their tickets with at most 1.05 requests each', async () => {
    const { total } = await connected.requestsOf(async () => {
      const progress = await ingest(connected, aScanOf(findings));
      expect(progress).toMatchObject({ matched: 200, failed: 0 });
    });
    expect(total).toBeLessThanOrEqual(200 * 1.05);
    tickets = (await connected.tickets()).filter(({ source }) => source === 'rule');
    expect(tickets).toHaveLength(200);
  }, 60_000);

  it('cost nothing when they are reported again unchanged', async () => {
    const { total, writes } = await connected.requestsOf(() => ingest(connected, aScanOf(findings)));
    expect({ total, writes }).toEqual({ total: 0, writes: 0 });
  }, 60_000);

  it('cost nothing when a developer changes one: the webhook says it all', async () => {
    const { id, workItemId } = tickets[0]!;
    const { byRoute } = await connected.requestsOf(async () => {
      const state = { op: 'add', path: '/fields/System.State', value: 'Active' };
      await connected.developer.patch(`/_apis/wit/workitems/${workItemId}?api-version=7.1`, [state]);
      await eventually('the ticket is Active', 10_000, async () => {
        const ticket = await connected.api.get<TicketView>(`/tickets/${id}`);
        return ticket.state === 'Active' ? ticket : undefined;
      });
    });
    expect(byRoute).toEqual({ 'PATCH _apis/wit/workitems/{id}': 1 });
  });

  it.each([
    [200, 'Resolved', 4],
    // They are where they should be.
    [200, 'Resolved', 0],
  ])(
    '%i of them go to %s in bulk with at most %i requests',
    async (count, state, most) => {
      const { total } = await connected.requestsOf(async () => {
        const operation = await connected.close(idsOf(0, count), state);
        expect(operation).toMatchObject({ status: 'completed', succeeded: count, failed: 0 });
      });
      expect(total).toBeLessThanOrEqual(most);
    },
    60_000,
  );

  it('close by themselves with at most 0.02 requests each', async () => {
    const { total } = await connected.requestsOf(async () => {
      const progress = await ingest(connected, aScanOf(findings, 'Scan Mitigated'));
      expect(progress).toMatchObject({ ticketsClosed: 200, failed: 0 });
    });
    expect(total).toBeLessThanOrEqual(200 * 0.02);
    const states = new Set(
      (await connected.workItems()).filter(({ title }) => title.startsWith('QID')).map(({ state }) => state),
    );
    expect([...states]).toEqual(['Closed']);
  }, 60_000);
});

describe('a thousand tickets', () => {
  const world = new TicketWorld();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  it('close in bulk with at most 0.02 requests each', async () => {
    const tickets = await world.createTickets(1_000);
    world.simulator.knobs.requests.reset();
    const operation = await world.close(tickets, 'Closed');
    expect(operation).toMatchObject({ status: 'completed', succeeded: 1_000, failed: 0 });
    expect(world.simulator.knobs.requests.report().total).toBeLessThanOrEqual(20);
  }, 60_000);
});

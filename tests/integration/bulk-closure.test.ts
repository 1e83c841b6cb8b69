import type { Fault } from '../../local/azure-devops/control/faults';
import { latest } from '../../local/azure-devops/model/work-item';
import { queues } from '../../shared/messaging/queues';
import type { BulkCloseMessage } from '../../shared/operations/bulk-close-message';
import { ticketsPerChunk } from '../../shared/operations/operation';
import type { Ticket } from '../../shared/tickets/ticket';
import { developer, TicketWorld } from '../support/ticket-world';

const world = new TicketWorld();

beforeAll(() => world.start());
afterAll(() => world.stop());

const { requests } = world.simulator.knobs;

const idsOf = (tickets: readonly Ticket[]) => tickets.map(({ record }) => record.id);
const stateInAdo = ({ record }: Ticket) => world.workItem(record.workItemId).fields['System.State'];
const statesInAdo = (tickets: readonly Ticket[]) => [...new Set(tickets.map(stateInAdo))];
const statesOfTickets = async (tickets: readonly Ticket[]) => {
  const stored = await Promise.all(idsOf(tickets).map((id) => world.tickets.get(id)));
  return [...new Set(stored.map(({ record }) => record.state))];
};
const namesOf = (states: readonly { name: string }[]) => states.map(({ name }) => name);

/** Tickets of other people change under our hands. */
function changeInAdo({ record }: Ticket, fields: Record<string, unknown>): Promise<unknown> {
  const item = world.organization.workItems.get(record.workItemId);
  if (!item) throw new Error('There is no such work item.');
  const { azureDevOps } = world.parts.access.openFor({ ...world.connector, instanceUrl: world.instanceUrl });
  return azureDevOps.updateWorkItem(
    item.id,
    Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value })),
  );
}

/** For what would disturb others: throttling, counting, crashes. */
async function inAnotherWorld(test: (other: TicketWorld) => Promise<unknown>): Promise<void> {
  const other = new TicketWorld();
  await other.start();
  try {
    await test(other);
  } finally {
    await other.stop();
  }
}

describe('the states that are offered', () => {
  it('are those that every ticket can be closed to, if all have the same workflow', async () => {
    const tickets = await world.createTickets(3);
    const offered = await world.parts.bulkClosure.commonStates([...idsOf(tickets), 'no-ticket']);
    expect(namesOf(offered.states)).toEqual(['Resolved', 'Closed']);
    expect(offered).toMatchObject({ limited: false, unknownTicketIds: ['no-ticket'] });
    expect(offered.groups).toHaveLength(1);
  });

  it('say why the choice is limited where workflows differ, and name each group with its own', async () => {
    const tickets = [
      ...(await world.createTickets(2)),
      ...(await world.createTickets(1, { project: 'Scrum' })),
      ...(await world.createTickets(1, { project: 'Scrum', workItemType: 'Impediment' })),
    ];
    const offered = await world.parts.bulkClosure.commonStates(idsOf(tickets));
    expect(offered).toMatchObject({ states: [], limited: true });
    expect(offered.reason).toContain('Bug in "Agile" (2) closes to "Resolved", "Closed"');
    expect(offered.reason).toContain('Bug in "Scrum" (1) closes to "Done", "Removed"');
    expect(offered.reason).toContain('Impediment in "Scrum" (1) closes to "Closed"');
    expect(offered.groups.map(({ ticketIds }) => ticketIds.length)).toEqual([2, 1, 1]);
  });
});

describe('closing', () => {
  it('takes tickets of different workflows each to the state of its group, in one operation', async () => {
    const agile = await world.createTickets(3);
    const scrum = await world.createTickets(3, { project: 'Scrum' });
    const basic = await world.createTickets(2, { project: 'Basic', workItemType: 'Issue' });
    const operationId = await world.parts.bulkClosure.start({
      ticketIds: idsOf([...agile, ...scrum, ...basic]),
      state: 'Closed',
      states: [{ project: 'Scrum', state: 'Done' }],
    });
    await world.runBulkClose();
    expect(statesInAdo(agile)).toEqual(['Closed']);
    expect(statesInAdo(scrum)).toEqual(['Done']);
    // An Issue of the Basic process cannot be Closed: it fails, with the states that would have worked.
    const { results, ...operation } = await world.operations.view(operationId);
    expect(operation).toMatchObject({ status: 'completed', total: 8, succeeded: 6, failed: 2 });
    for (const result of results.filter(({ status }) => status === 'failed')) {
      expect(idsOf(basic)).toContain(result.ticketId);
      expect(result).toMatchObject({ code: 'unknown-state', detail: expect.stringContaining('Doing, Done') });
    }
  });

  it('walks CMMI Bugs from Active over Resolved to Closed', async () => {
    const tickets = await world.createTickets(2, {
      project: 'CMMI',
      state: 'Active',
      assignedTo: developer.uniqueName,
    });
    expect(await world.close(tickets, 'Closed')).toMatchObject({ succeeded: 2 });
    const [first] = tickets;
    const history = world.organization.workItems.get(first!.record.workItemId)!.revisions;
    expect(history.map(({ fields }) => fields['System.State'])).toEqual([
      'Proposed',
      'Active',
      'Resolved',
      'Closed',
    ]);
    expect(await statesOfTickets(tickets)).toEqual(['Closed']);
  });

  it('goes by what the work item is now, not by what the ticket remembers', async () => {
    const tickets = await world.createTickets(3);
    const [renamed, closed] = tickets;
    await changeInAdo(renamed!, { 'System.Title': 'Renamed by people' });
    await changeInAdo(closed!, { 'System.State': 'Closed' });
    const before = latest(world.organization.workItems.get(closed!.record.workItemId)!).rev;
    expect(await world.close(tickets, 'Closed')).toMatchObject({ succeeded: 3, failed: 0 });
    expect(statesInAdo(tickets)).toEqual(['Closed']);
    expect(world.workItem(renamed!.record.workItemId).fields['System.Title']).toBe('Renamed by people');
    expect(world.workItem(closed!.record.workItemId).rev).toBe(before);
  });

  it('gives every ticket a result of its own', async () => {
    const [fine, unlinked] = await world.createTickets(2);
    await world.parts.manualTickets.unlink(unlinked!.record.id);
    const operationId = await world.parts.bulkClosure.start({
      ticketIds: [fine!.record.id, unlinked!.record.id, 'no-ticket'],
      state: 'Closed',
    });
    await world.runBulkClose();
    const { results } = await world.operations.view(operationId);
    expect(
      Object.fromEntries(results.map(({ ticketId, status, code }) => [ticketId, code ?? status])),
    ).toEqual({
      [fine!.record.id]: 'succeeded',
      [unlinked!.record.id]: 'ticket-not-active',
      'no-ticket': 'ticket-not-found',
    });
  });
});

describe('an operation', () => {
  it('that is cancelled leaves what is not under way, and says so', async () => {
    const tickets = await world.createTickets(ticketsPerChunk + 5);
    const operationId = await world.parts.bulkClosure.start({ ticketIds: idsOf(tickets), state: 'Closed' });
    const [first] = world.sender.taken.splice(0, 1);
    await world.runChunk(first);
    expect(await world.operations.view(operationId)).toMatchObject({
      status: 'running',
      succeeded: ticketsPerChunk,
      failed: 0,
    });
    await world.operations.cancel(operationId);
    await world.runBulkClose();
    expect(await world.operations.view(operationId)).toMatchObject({
      status: 'cancelled',
      total: ticketsPerChunk + 5,
      succeeded: ticketsPerChunk,
      cancelled: 5,
    });
    expect(statesInAdo(tickets.slice(ticketsPerChunk))).toEqual(['New']);
  });

  it('that is tried again touches only what failed', async () => {
    const tickets = await world.createTickets(6);
    const [lost] = tickets;
    const workItem = world.organization.workItems.get(lost!.record.workItemId)!;
    world.organization.workItems.delete(workItem.id);
    const operation = await world.close(tickets, 'Closed');
    expect(operation).toMatchObject({ status: 'completed', succeeded: 5, failed: 1 });
    world.organization.workItems.set(workItem.id, workItem);
    const revisions = tickets.slice(1).map(({ record }) => world.workItem(record.workItemId).rev);
    requests.reset();
    await world.parts.bulkClosure.retry(operation.operationId);
    expect(await world.operations.view(operation.operationId)).toMatchObject({
      status: 'running',
      failed: 0,
    });
    await world.runBulkClose();
    expect(await world.operations.view(operation.operationId)).toMatchObject({
      status: 'completed',
      total: 6,
      succeeded: 6,
      failed: 0,
    });
    expect(requests.report().byRoute).toEqual({ 'PATCH _apis/wit/$batch': 1 });
    expect(tickets.slice(1).map(({ record }) => world.workItem(record.workItemId).rev)).toEqual(revisions);
  });

  it('waits for what passes by itself: the message comes again for those tickets alone', async () => {
    await inAnotherWorld(async (other) => {
      const tickets = await other.createTickets(4);
      // Longer than one invocation waits.
      const throttled: Fault = {
        kind: 'status',
        status: 429,
        retryAfterSeconds: 60,
        match: { route: '$batch' },
      };
      other.simulator.knobs.faults.set([throttled]);
      const operationId = await other.parts.bulkClosure.start({ ticketIds: idsOf(tickets), state: 'Closed' });
      const [message] = other.sender.taken;
      await expect(other.runChunk(message)).rejects.toMatchObject({ details: { status: 429 } });
      expect(await other.operations.view(operationId)).toMatchObject({ status: 'running', failed: 0 });
    });
  });

  it('that a message repeats changes nothing more', async () => {
    await inAnotherWorld(async (other) => {
      const tickets = await other.createTickets(3);
      const operationId = await other.parts.bulkClosure.start({ ticketIds: idsOf(tickets), state: 'Closed' });
      const [message] = other.sender.taken;
      await other.runChunk(message);
      const done = await other.operations.view(operationId);
      other.simulator.knobs.requests.reset();
      await other.runChunk(message);
      await other.runChunk(message);
      expect(other.simulator.knobs.requests.report().total).toBe(0);
      expect(await other.operations.view(operationId)).toEqual(done);
    });
  });

  it.each(['before', 'after'] as const)(
    'goes on after a crash %s any of its calls to a table, and closes each ticket once',
    async (when) => {
      await inAnotherWorld(async (other) => {
        for (let call = 1; ; call++) {
          const tickets = await other.createTickets(3, { project: 'Scrum' });
          const operationId = await other.parts.bulkClosure.start({
            ticketIds: idsOf(tickets),
            state: 'Done',
          });
          const [message] = other.sender.taken.splice(0);
          other.crash.arm(call, when);
          const died = await other.runChunk(message).then(
            () => false,
            () => true,
          );
          other.crash.revive();
          await other.runChunk(message);
          expect(await other.operations.view(operationId)).toMatchObject({
            status: 'completed',
            succeeded: 3,
          });
          for (const { record } of tickets) {
            expect(other.workItem(record.workItemId)).toMatchObject({
              rev: 2,
              fields: { 'System.State': 'Done' },
            });
            expect((await other.tickets.get(record.id)).record).toMatchObject({ rev: 2, state: 'Done' });
          }
          if (died) continue;
          expect(call).toBeGreaterThan(10);
          return;
        }
      });
    },
  );

  it('closes 2,000 tickets in seconds', async () => {
    await inAnotherWorld(async (other) => {
      const tickets = await other.createTickets(2_000);
      const begun = performance.now();
      const operation = await other.close(tickets, 'Closed');
      const seconds = (performance.now() - begun) / 1000;
      expect(operation).toMatchObject({ status: 'completed', succeeded: 2_000 });
      expect(other.simulator.knobs.requests.report().byRoute['PATCH _apis/wit/$batch']).toBe(10);
      // Some four on an idle machine; the rest is for a busy one.
      expect(seconds).toBeLessThan(30);
    });
  }, 90_000);
});

it('asks for the parts of an operation in messages that are taken once', async () => {
  world.sender.taken.length = 0;
  const ticketIds = Array.from({ length: ticketsPerChunk * 2 + 1 }, (_, position) => `ticket-${position}`);
  const operationId = await world.parts.bulkClosure.start({ ticketIds, state: 'Closed' });
  const messages = world.sender.taken.splice(0);
  const bodies: BulkCloseMessage[] = [0, 1, 2].map((chunk) => ({ operationId, chunk }));
  expect(messages.map(({ body }) => body)).toEqual(bodies);
  expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(3);
  expect(messages.every(({ queue }) => queue === queues.bulkClose)).toBe(true);
});

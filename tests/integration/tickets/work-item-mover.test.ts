import type { Fault } from '../../../local/azure-devops/control/faults';
import type { AzureDevOpsClient } from '../../../shared/azure-devops/client';
import { setField } from '../../../shared/azure-devops/json-patch';
import type { Ticket } from '../../../shared/tickets/ticket';
import { WorkItemMover } from '../../../shared/tickets/work-item-mover';
import { developer, TicketWorld } from '../../support/ticket-world';

const world = new TicketWorld();
let azureDevOps: AzureDevOpsClient;

beforeAll(async () => {
  await world.start();
  ({ azureDevOps } = await world.parts.access.open(world.connector.id));
});
afterAll(() => world.stop());
afterEach(() => world.simulator.knobs.faults.set([]));

const movesOf = (tickets: readonly Ticket[], state: string, comment?: string) =>
  tickets.map(({ record }) => ({ ticket: record, state, ...(comment === undefined ? {} : { comment }) }));
const move = (tickets: readonly Ticket[], state: string, comment?: string) =>
  new WorkItemMover(azureDevOps, false).move(movesOf(tickets, state, comment));

const stateOf = ({ record }: Ticket) => world.workItem(record.workItemId).fields['System.State'];
const historyOf = ({ record }: Ticket) =>
  world.organization.workItems
    .get(record.workItemId)!
    .revisions.map(({ fields }) => [fields['System.State'], fields['System.Reason']]);
const change = ({ record }: Ticket, field: string, value: string) =>
  azureDevOps.updateWorkItem(record.workItemId, [setField(field, value)]);
const batchRequests = () => world.simulator.knobs.requests.report().byRoute['PATCH _apis/wit/$batch'] ?? 0;

describe('moving', () => {
  it('answers in the order it was asked, with what each work item is now', async () => {
    const tickets = await world.createTickets(3);
    const outcomes = await move(tickets, 'Closed');
    expect(outcomes).toMatchObject(
      tickets.map(({ record }) => ({
        ticketId: record.id,
        status: 'moved',
        category: 'Completed',
        workItem: { id: record.workItemId, rev: 2 },
      })),
    );
  });

  it('asks nothing for what is where it should be', async () => {
    const tickets = await world.createTickets(2);
    world.simulator.knobs.requests.reset();
    expect(await move(tickets, 'new')).toMatchObject([{ status: 'unchanged' }, { status: 'unchanged' }]);
    expect(world.simulator.knobs.requests.report().total).toBe(0);
  });

  it('takes a round of requests per step, whatever the number of work items', async () => {
    const tickets = await world.createTickets(5, {
      project: 'CMMI',
      state: 'Active',
      assignedTo: developer.uniqueName,
    });
    const before = batchRequests();
    await move(tickets, 'Closed');
    expect(tickets.map(stateOf)).toEqual(Array(5).fill('Closed'));
    expect(batchRequests() - before).toBe(2);
  });

  it('writes the comment with the last step alone', async () => {
    const [ticket] = await world.createTickets(1, {
      project: 'CMMI',
      state: 'Active',
      assignedTo: developer.uniqueName,
    });
    await move([ticket!], 'Closed', 'All findings are remediated.');
    const { revisions, comments } = world.organization.workItems.get(ticket!.record.workItemId)!;
    expect(comments).toHaveLength(1);
    expect(revisions.map(({ fields }) => fields['System.History'] !== undefined)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('goes over Resolved, so that the reason does not say that the work was not done', async () => {
    const [ticket] = await world.createTickets(1, { project: 'CMMI', assignedTo: developer.uniqueName });
    await move([ticket!], 'Closed');
    expect(historyOf(ticket!)).toEqual([
      ['Proposed', 'New'],
      ['Active', 'Approved'],
      ['Resolved', 'Fixed'],
      ['Closed', 'Verified'],
    ]);
  });

  it('goes directly where the longer way demands an assignee that there is not', async () => {
    const [ticket] = await world.createTickets(1, { project: 'CMMI' });
    expect(await move([ticket!], 'Closed')).toMatchObject([{ status: 'moved' }]);
    expect(historyOf(ticket!).map(([state]) => state)).toEqual(['Proposed', 'Closed']);
  });
});

describe('somebody who was faster', () => {
  it('is not overwritten: it goes on from where the work item is', async () => {
    const tickets = await world.createTickets(3);
    await change(tickets[0]!, 'System.State', 'Resolved');
    await change(tickets[1]!, 'System.Title', 'Renamed');
    const outcomes = await move(tickets, 'Closed');
    expect(outcomes).toMatchObject([{ status: 'moved' }, { status: 'moved' }, { status: 'moved' }]);
    expect(historyOf(tickets[0]!).map(([state]) => state)).toEqual(['New', 'Resolved', 'Closed']);
    expect(world.workItem(tickets[1]!.record.workItemId).fields['System.Title']).toBe('Renamed');
  });

  it('who has closed it already is left in peace', async () => {
    const [ticket] = await world.createTickets(1);
    await change(ticket!, 'System.State', 'Closed');
    expect(await move([ticket!], 'Closed')).toMatchObject([{ status: 'unchanged', workItem: { rev: 2 } }]);
    expect(world.workItem(ticket!.record.workItemId).rev).toBe(2);
  });

  it('who has removed it keeps it so, if what is done is to be left', async () => {
    const [ticket] = await world.createTickets(1, { workItemType: 'Task' });
    await change(ticket!, 'System.State', 'Removed');
    const outcomes = await new WorkItemMover(azureDevOps, true).move(movesOf([ticket!], 'Closed'));
    expect(outcomes).toMatchObject([{ status: 'unchanged', category: 'Removed' }]);
    expect(stateOf(ticket!)).toBe('Removed');
  });

  it('again and again makes it give up, with a reason that says so', async () => {
    const [ticket] = await world.createTickets(1);
    const conflict: Fault = { kind: 'conflict', match: { route: '$batch' } };
    world.simulator.knobs.faults.set([conflict]);
    expect(await move([ticket!], 'Closed')).toMatchObject([
      { status: 'failed', error: { details: { code: 'revision-conflict' } } },
    ]);
  });
});

describe('one that fails', () => {
  it.each<[string, string, (ticket: Ticket) => unknown, string]>([
    [
      'is gone',
      'Closed',
      ({ record }) => world.organization.workItems.delete(record.workItemId),
      'not-found-or-not-visible',
    ],
    ['has no such state', 'Done', () => undefined, 'unknown-state'],
  ])('because it %s harms only itself', async (_, state, spoil, code) => {
    const [bad] = await world.createTickets(1);
    const fine = await world.createTickets(2);
    await spoil(bad!);
    const moves = [...movesOf([bad!], state), ...movesOf(fine, 'Closed')];
    expect(await new WorkItemMover(azureDevOps, false).move(moves)).toMatchObject([
      { ticketId: bad!.record.id, status: 'failed', error: { details: { code } } },
      { status: 'moved' },
      { status: 'moved' },
    ]);
    expect(fine.map(stateOf)).toEqual(['Closed', 'Closed']);
  });

  it('because its project is gone harms only itself', async () => {
    const [bad, fine] = await world.createTickets(2);
    const lost = { ...bad!, record: { ...bad!.record, project: 'Sold' } };
    expect(await move([lost, fine!], 'Closed')).toMatchObject([
      { status: 'failed', error: { details: { code: 'project-not-found' } } },
      { status: 'moved' },
    ]);
  });
});

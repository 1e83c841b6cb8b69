import { NotFoundError } from '../../../shared/errors';
import { TicketStore } from '../../../shared/tickets/ticket-store';
import type { Ticket } from '../../../shared/tickets/ticket';
import { aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aComment, aTicket, aTicketFinding, aTicketRecord } from '../../support/builders/a-ticket';
import { CrashError, CrashPoint } from '../../support/crash';
import { MemoryTable } from '../../support/memory-table';

function setUp() {
  const crash = new CrashPoint();
  const [tickets, index] = [new MemoryTable(crash), new MemoryTable(crash)];
  return { crash, tickets, index, store: new TicketStore(tickets, index) };
}

const numbered = (number: number): Ticket =>
  aTicket({
    record: aTicketRecord({
      id: `ticket-${number}`,
      workItemId: number,
      createdAt: `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`,
    }),
  });

const idsOf = (page: { rows: { value: { id: string } }[] }) => page.rows.map(({ value }) => value.id);

describe('TicketStore.create', () => {
  it('keeps a ticket whole, found by id, work item and list', async () => {
    const { store } = setUp();
    const ticket = aTicket({
      comments: [aComment()],
      timeline: [{ at: '2026-03-01', source: 'rule', event: 'created' }],
    });
    await store.create(ticket);
    const behind = { counts: someCounts(1, 0, 0), openBySeverity: { Critical: 1 } };
    expect(await store.get('ticket-1')).toEqual(
      JSON.parse(JSON.stringify({ ...ticket, record: { ...ticket.record, behind } })),
    );
    expect(await store.idByWorkItem('connector-1', 71)).toBe('ticket-1');
    expect(idsOf(await store.page({ connectorId: 'connector-1' }, 10))).toEqual(['ticket-1']);
  });

  it('leaves the first one when it is done again, also at once', async () => {
    const { store } = setUp();
    const later = aTicket({ record: aTicketRecord({ title: 'second' }) });
    await Promise.all([store.create(aTicket()), store.create(later), store.create(later)]);
    await store.create(later);
    expect((await store.get('ticket-1')).record.title).toBe('Outdated TLS library');
    expect(idsOf(await store.page({ connectorId: 'connector-1' }, 10))).toEqual(['ticket-1']);
  });

  it('mends an index that a crash left behind when it is done again', async () => {
    for (let call = 1; call <= 4; call++) {
      const { crash, store } = setUp();
      crash.arm(call, 'before');
      await expect(store.create(aTicket())).rejects.toThrow(CrashError);
      crash.revive();
      await store.create(aTicket());
      expect(await store.idByWorkItem('connector-1', 71)).toBe('ticket-1');
      expect(idsOf(await store.page({ connectorId: 'connector-1' }, 10))).toEqual(['ticket-1']);
    }
  });
});

describe('TicketStore, what is not there', () => {
  it('finds nothing, and says so', async () => {
    const { store } = setUp();
    expect(await store.find('nobody')).toBeUndefined();
    expect(await store.idByWorkItem('connector-1', 71)).toBeUndefined();
    await expect(store.get('nobody')).rejects.toThrow(NotFoundError);
    await expect(store.change('nobody', () => ({}))).rejects.toThrow(NotFoundError);
  });
});

describe('TicketStore.change', () => {
  it('changes what is named and leaves the rest', async () => {
    const { store } = setUp();
    await store.create(aTicket({ comments: [aComment()] }));
    const second = aTicketFinding({
      id: aUniqueFindingId({ findingNumber: 'CVE-2026-2002' }),
      counts: someCounts(2, 0, 0),
    });
    const changed = await store.change('ticket-1', () => ({
      record: { state: 'Active' },
      findings: [second],
      comments: [aComment({ html: 'edited' }), aComment({ id: 40002 })],
    }));
    expect(changed.record).toMatchObject({ state: 'Active', title: 'Outdated TLS library' });
    expect(changed.record.updatedAt > aTicketRecord().updatedAt).toBe(true);
    expect(changed.findings).toHaveLength(2);
    expect(changed.comments.map(({ html }) => html)).toEqual(['edited', '<div>Looking into it</div>']);
    expect(await store.get('ticket-1')).toEqual(JSON.parse(JSON.stringify(changed)));
  });

  it('writes nothing when nothing is to change', async () => {
    const { tickets, index, store } = setUp();
    await store.create(aTicket());
    const before = [tickets.writes, index.writes];
    await store.change('ticket-1', () => undefined);
    expect([tickets.writes, index.writes]).toEqual(before);
  });

  it('decides again on what is stored when somebody else was faster', async () => {
    const { store } = setUp();
    await store.create(aTicket({ record: aTicketRecord({ rev: 0 }) }));
    await Promise.all(
      Array.from({ length: 4 }, () =>
        store.change('ticket-1', ({ record }) => ({
          record: { rev: record.rev + 1 },
          timeline: [{ at: '2026-03-02', source: 'api', event: 'changed', rev: record.rev + 1 }],
        })),
      ),
    );
    const { record, timeline } = await store.get('ticket-1');
    expect(record.rev).toBe(4);
    expect(timeline.map(({ rev }) => rev)).toEqual([1, 2, 3, 4]);
  });

  it('shows the change in the list', async () => {
    const { store } = setUp();
    await store.create(aTicket());
    await store.change('ticket-1', () => ({ record: { state: 'Closed', stateCategory: 'Completed' } }));
    const closed = await store.page({ connectorId: 'connector-1', stateCategory: 'Completed' }, 10);
    expect(idsOf(closed)).toEqual(['ticket-1']);
    expect(idsOf(await store.page({ connectorId: 'connector-1', state: 'New' }, 10))).toEqual([]);
  });

  it('is found no more once it is unlinked, but can be read', async () => {
    const { store } = setUp();
    await store.create(aTicket());
    await store.change('ticket-1', () => ({ record: { status: 'unlinked' } }));
    await store.change('ticket-1', () => ({ record: { title: 'again' } }));
    expect(await store.idByWorkItem('connector-1', 71)).toBeUndefined();
    expect(idsOf(await store.page({ connectorId: 'connector-1' }, 10))).toEqual([]);
    expect((await store.get('ticket-1')).record.status).toBe('unlinked');
  });
});

describe('TicketStore.page', () => {
  it('lists the newest first, page by page, one connector at a time', async () => {
    const { store } = setUp();
    for (const number of [2, 5, 1, 4, 3]) await store.create(numbered(number));
    await store.create(aTicket({ record: aTicketRecord({ id: 'other', connectorId: 'connector-2' }) }));
    const first = await store.page({ connectorId: 'connector-1' }, 3);
    expect(idsOf(first)).toEqual(['ticket-5', 'ticket-4', 'ticket-3']);
    const second = await store.page({ connectorId: 'connector-1' }, 3, first.continuationToken);
    expect(idsOf(second)).toEqual(['ticket-2', 'ticket-1']);
    expect(second.continuationToken).toBeUndefined();
  });

  it.each([
    [{ project: 'Payments' }, 1],
    [{ project: 'Billing' }, 0],
    [{ severity: 'Critical', state: 'New' }, 1],
    [{ severity: 'Critical', state: 'Closed' }, 0],
  ])('filters by %j', async (filter, expected) => {
    const { store } = setUp();
    await store.create(aTicket());
    expect((await store.page({ connectorId: 'connector-1', ...filter }, 10)).rows).toHaveLength(expected);
  });
});

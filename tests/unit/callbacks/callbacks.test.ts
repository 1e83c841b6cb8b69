import { alertMessages } from '../../../shared/alert-messages';
import type { TicketChange } from '../../../shared/tickets/ticket-store';
import type { Ticket, TimelineEntry } from '../../../shared/tickets/ticket';
import { aComment, aTicket } from '../../support/builders/a-ticket';
import { CallbackWorld } from '../../support/callback-world';

// Only the clock: what waits for a timer of its own has to go on by itself.
beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
});
afterEach(() => jest.useRealTimers());

const entry = (event: TimelineEntry['event'], rev: number): TimelineEntry => ({
  at: '2026-03-02T09:00:00.000Z',
  source: 'azure-devops-webhook',
  event,
  rev,
});

/** A change that happens once, however often it is tried. */
const once =
  (event: TimelineEntry['event'], rev: number, more: Partial<TicketChange> = {}) =>
  ({ timeline }: Ticket): TicketChange | undefined => {
    if (timeline.some((known) => known.rev === rev)) return undefined;
    const [comment] = more.comments ?? [];
    return { ...more, timeline: [{ ...entry(event, rev), ...(comment ? { commentId: comment.id } : {}) }] };
  };

const created = aTicket({ timeline: [entry('created', 1)] });

async function aWorld() {
  const world = new CallbackWorld();
  await world.start();
  return world;
}

/**
 * A ticket is made, commented on and closed, and every change is tried until it is stored.
 * @param between what happens after each change
 */
async function live(world: CallbackWorld, between = () => Promise.resolve()): Promise<void> {
  const change = async (decide: (ticket: Ticket) => TicketChange | undefined) => {
    await between();
    await world.insist(() => world.process.tickets.change('ticket-1', decide));
  };
  await world.insist(() => world.process.tickets.create(created));
  await change(once('commented', 2, { comments: [aComment()] }));
  await change(once('closed', 3, { record: { state: 'Closed', stateCategory: 'Completed' } }));
}

const everything = ['1 ticket.created', '2 ticket.commented', '3 ticket.closed'];
const told = (world: CallbackWorld) => world.heard().map(({ type, data }) => `${data.sequence} ${type}`);
const leftOver = (world: CallbackWorld) => [
  ...Object.keys(world.ticketTable.contents()['ticket-1'] ?? {}).filter((key) => key.startsWith('o|')),
  ...Object.keys(world.indexTable.contents()).filter((key) => key.startsWith('callback')),
];

describe('changes of a ticket', () => {
  it('are told in order, signed, with the ticket as it then was', async () => {
    const world = await aWorld();
    await live(world);
    await world.drain();
    expect(told(world)).toEqual(everything);
    expect(world.mailbox.view()).toMatchObject({ repeated: 0, refused: 0 });
    const [first, second, third] = world.heard();
    expect(first?.data.ticket).toMatchObject({ id: 'ticket-1', state: 'New', findings: { total: 1 } });
    expect(second?.data.change).toMatchObject({
      event: 'commented',
      comment: { id: 40001, author: 'Mika Lund' },
    });
    expect(third?.data.ticket).toMatchObject({ state: 'Closed', stateCategory: 'Completed' });
    expect(leftOver(world)).toEqual([]);
  });

  it('cost no table operation where nobody listens, and are not told later', async () => {
    const world = new CallbackWorld();
    await world.connectors.save({ ...world.connector, callbackUrl: undefined });
    world.crash.revive();
    await live(world);
    expect(leftOver(world)).toEqual([]);
    expect(world.sender.offered).toBe(0);
  });

  it('are told of a later change of findings too', async () => {
    const world = await aWorld();
    await world.process.tickets.create(created);
    const [finding] = created.findings;
    const more = { ...finding!, counts: { total: 2, open: 2, remediated: 0, temporary: 0 } };
    await world.process.tickets.tell('ticket-1', [more], () => entry('findings-changed', 2));
    await world.drain();
    expect(told(world)).toEqual(['1 ticket.created', '2 ticket.updated']);
    expect(world.heard()[1]?.data.ticket.findings.total).toBe(2);
  });

  it('are told once and in order when many are told at once by several senders', async () => {
    const world = await aWorld();
    await live(world);
    const [message] = world.sender.bodies('nucleus-callbacks');
    await Promise.all([world.drain(), world.drain(), world.drain()]);
    expect(message).toEqual({ connectorId: 'connector-1', ticketId: 'ticket-1' });
    expect(told(world)).toEqual(everything);
    expect(world.mailbox.view().repeated).toBe(0);
  });

  it('are thrown away where the callback URL was taken away', async () => {
    const world = await aWorld();
    await live(world);
    await world.connectors.save({ ...world.connector, callbackUrl: undefined });
    await world.process.callbacks.administration.saved(world.connector);
    await world.drain();
    expect(told(world)).toEqual([]);
    expect(leftOver(world)).toEqual([]);
  });
});

describe('a crash at any call', () => {
  it.each(['before', 'after'] as const)('%s it loses no message and keeps the order', async (when) => {
    for (let call = 1; ; call++) {
      const world = await aWorld();
      world.crash.arm(call, when);
      // Each message has only its own word in the queue.
      await live(world, () => world.drain());
      await world.drain();
      await world.reconcile();
      await world.reconcile();
      expect({ call, told: told(world), left: leftOver(world) }).toEqual({
        call,
        told: everything,
        left: [],
      });
      // The history has fewer calls than this: each has been tried.
      if (world.deaths === 0) break;
    }
  });
});

describe('a crash of the sender at any call', () => {
  it.each(['before', 'after'] as const)(
    '%s it needs no reconciliation, though the endpoint fails',
    async (when) => {
      for (let call = 1; ; call++) {
        const world = await aWorld();
        await live(world);
        world.mailbox.set({ answers: [500, 500] });
        world.crash.arm(call, when);
        await world.drain();
        expect({ call, told: told(world) }).toEqual({ call, told: everything });
        if (world.deaths === 0) break;
      }
    },
  );
});

describe('an endpoint that fails', () => {
  it('gets the oldest message again, later and later, and no later one before it', async () => {
    const world = await aWorld();
    world.mailbox.set({ answers: [500, 503, 302] });
    const begun = Date.now();
    await live(world);
    await world.drain();
    expect(told(world)).toEqual(everything);
    expect(world.mailbox.view()).toMatchObject({ failed: 3, repeated: 0 });
    expect(Date.now() - begun).toBeGreaterThan((5 + 300 + 1_800) * 1_000);
    expect(world.logged.filter((line) => line.includes(alertMessages.callbackFailed))).toHaveLength(3);
  });

  it('is disabled after five days, says why, keeps everything, and gets it when it is enabled', async () => {
    const world = await aWorld();
    world.mailbox.set({ answers: Array.from({ length: 50 }, () => 500) });
    await live(world);
    await world.drain();
    const { administration } = world.process.callbacks;
    const view = await administration.view(world.connector);
    expect(view).toMatchObject({ status: 'disabled', pending: 3, lastFailure: { httpStatus: 500 } });
    expect(view?.disabledReason).toContain('answered 500');
    expect(world.logged.filter((line) => line.includes(alertMessages.callbackEndpointDisabled))).toHaveLength(
      1,
    );
    expect(await world.process.callbacks.unsent.resend('connector-1')).toEqual({
      waiting: 0,
      resent: 0,
      cleared: 0,
    });

    world.mailbox.set({ answers: [] });
    expect(await administration.redeliver(world.connector)).toEqual({ tickets: 1 });
    await world.drain();
    expect(told(world)).toEqual(everything);
    expect(await administration.view(world.connector)).toMatchObject({ status: 'enabled', pending: 0 });
  });

  it('is disabled at once where it asks for that, and enabled by saving the connector', async () => {
    const world = await aWorld();
    world.mailbox.set({ answers: [410] });
    await live(world);
    await world.drain();
    expect(await world.process.callbacks.administration.view(world.connector)).toMatchObject({
      status: 'disabled',
    });
    await world.process.callbacks.administration.saved(world.connector);
    await world.drain();
    expect(told(world)).toEqual(everything);
  });

  it('does not hold up other tickets', async () => {
    const world = await aWorld();
    world.mailbox.set({ answers: [500] });
    await world.process.tickets.create(created);
    const [message] = world.sender.taken;
    await world.process.callbacks.sender.send(
      { connectorId: 'connector-1', ticketId: 'ticket-1' },
      world.log,
    );
    expect(message?.messageId).toBe('ticket-1:1');
    const other = { ...created, record: { ...created.record, id: 'ticket-2', workItemId: 72 } };
    await world.process.tickets.create(other);
    await world.process.callbacks.sender.send(
      { connectorId: 'connector-1', ticketId: 'ticket-2' },
      world.log,
    );
    expect(world.heard().map(({ data }) => data.ticket.id)).toEqual(['ticket-2']);
  });

  it('sends one ticket again where only that is asked for', async () => {
    const world = await aWorld();
    await live(world);
    world.sender.taken.splice(0);
    const { administration } = world.process.callbacks;
    expect(await administration.redeliver(world.connector, 'another')).toEqual({ tickets: 0 });
    expect(await administration.redeliver(world.connector, 'ticket-1')).toEqual({ tickets: 1 });
    await expect(
      administration.redeliver({ ...world.connector, callbackUrl: undefined }),
    ).rejects.toMatchObject({
      details: { code: 'no-callback-url' },
    });
  });
});

describe('signing secrets', () => {
  it('are shown when they are made, and both sign for a day after a rotation', async () => {
    const world = await aWorld();
    const { administration } = world.process.callbacks;
    expect(await administration.prepare(world.connector)).toBeUndefined();
    const rotated = await administration.rotateSecret(world.connector);
    expect(Buffer.from(rotated.secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    await world.process.tickets.create(created);
    await world.drain();
    expect(told(world)).toHaveLength(1);

    world.mailbox.set({ secrets: [rotated.secret] });
    jest.setSystemTime(Date.parse(rotated.previousValidUntil ?? ''));
    await world.process.tickets.change('ticket-1', once('closed', 3));
    await world.drain();
    expect(told(world)).toHaveLength(2);
    expect(world.mailbox.view().refused).toBe(0);
  });

  it('that are missing are a failure that says what to do', async () => {
    const world = await aWorld();
    await world.process.callbacks.administration.forget(world.connector);
    await world.process.tickets.create(created);
    await world.process.callbacks.sender.send(
      { connectorId: 'connector-1', ticketId: 'ticket-1' },
      world.log,
    );
    const view = await world.process.callbacks.administration.view(world.connector);
    expect(view?.lastFailure?.reason).toContain('callback-secret/rotate');
  });
});

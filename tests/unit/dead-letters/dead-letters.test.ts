import { DeadLetters } from '../../../shared/dead-letters/dead-letters';
import { ParkedMessages } from '../../../shared/dead-letters/parked-messages';
import { queues } from '../../../shared/messaging/queues';
import { MemoryDeadLetters } from '../../support/memory-dead-letters';
import { MemorySender } from '../../support/memory-sender';
import { MemoryTable } from '../../support/memory-table';

function setUp() {
  const deadLettered = new MemoryDeadLetters();
  const parked = new ParkedMessages(new MemoryTable());
  const sender = new MemorySender();
  const tickets = {
    idByWorkItem: (_: string, id: number) => Promise.resolve(id === 71 ? 'ticket-71' : undefined),
  };
  return { deadLettered, parked, sender, letters: new DeadLetters(deadLettered, parked, sender, tickets) };
}

const event = (workItemId: number, attempt?: number) => ({
  connectorId: 'connector-1',
  eventType: 'workitem.updated',
  workItemId,
  ...(attempt === undefined ? {} : { attempt }),
});
const failure = { reason: 'work-item-rule-violated', detail: 'The state is refused.' };

describe('DeadLetters.page', () => {
  it('shows why a message was put aside, and what it is about', async () => {
    const { parked, letters } = setUp();
    const body = event(71, 3);
    await parked.park({ queue: queues.workItemEvents, body, ...failure, attempts: 3 });
    expect((await letters.page(undefined, 50, undefined)).items).toMatchObject([
      {
        queue: 'work-item-events',
        kind: 'parked',
        reason: 'work-item-rule-violated',
        detail: 'The state is refused.',
        attempts: 3,
        ticketId: 'ticket-71',
        workItemId: 71,
        summary: 'Bring "workitem.updated" of work item 71 into its ticket.',
      },
    ]);
  });

  it('shows what Service Bus gave up, with how often it was tried', async () => {
    const { deadLettered, letters } = setUp();
    deadLettered.add(queues.workItemEvents, { body: event(72, 4) });
    const { items } = await letters.page(queues.workItemEvents, 50, undefined);
    expect(items).toMatchObject([
      { kind: 'dead-lettered', id: '1', attempts: 13, enqueuedAt: '2026-03-02T09:00:00.000Z' },
    ]);
    expect(items[0]).not.toHaveProperty('ticketId');
  });

  it('pages through all queues, each message once', async () => {
    const { deadLettered, parked, letters } = setUp();
    deadLettered.add(queues.scanIngest, { body: { eventId: 'a' } }, { body: { eventId: 'b' } }, {});
    deadLettered.add(queues.workItemEvents, { body: event(1) });
    for (const id of [2, 3, 4])
      await parked.park({ queue: queues.workItemEvents, body: event(id), ...failure, attempts: 1 });
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await letters.page(undefined, 2, token);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ queue, id }) => `${queue} ${id}`));
      token = page.continuationToken;
    } while (token !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it.each(['', 'x', Buffer.from('{"queue":"no-queue","kind":"parked"}').toString('base64url')])(
    'refuses the token "%s"',
    async (token) => {
      await expect(setUp().letters.page(undefined, 5, token)).rejects.toMatchObject({
        details: { status: 400 },
      });
    },
  );
});

describe('DeadLetters.replay', () => {
  it('sends one of a queue again as if it were new, and leaves the others', async () => {
    const { deadLettered, sender, letters } = setUp();
    deadLettered.add(
      queues.workItemEvents,
      { body: event(71, 12), correlationId: 'c1' },
      { body: event(72) },
    );
    expect(await letters.replay({ queue: queues.workItemEvents, sequenceNumbers: [1, '9'] })).toEqual({
      replayed: 1,
      notFound: ['9'],
    });
    expect(sender.taken).toMatchObject([{ body: event(71), correlationId: 'c1' }]);
    expect(deadLettered.messages.get(queues.workItemEvents)).toMatchObject([{ sequenceNumber: '2' }]);
  });

  it('sends all of a queue again, parked ones too, and none of another', async () => {
    const { deadLettered, parked, sender, letters } = setUp();
    deadLettered.add(queues.workItemEvents, { body: event(1) }, { body: event(2) });
    deadLettered.add(queues.scanIngest, { body: {} });
    await parked.park({ queue: queues.workItemEvents, body: event(3, 2), ...failure, attempts: 2 });
    expect(await letters.replay({ queue: queues.workItemEvents, all: true })).toEqual({
      replayed: 3,
      notFound: [],
    });
    expect(sender.bodies(queues.workItemEvents)).toEqual([event(3), event(1), event(2)]);
    expect((await letters.page(queues.workItemEvents, 50, undefined)).items).toEqual([]);
    expect(deadLettered.messages.get(queues.scanIngest)).toHaveLength(1);
  });

  it('sends once what was cut off between sending and removing', async () => {
    const { deadLettered, sender, letters } = setUp();
    deadLettered.add(queues.workItemEvents, { body: event(1) });
    const [message] = deadLettered.messages.get(queues.workItemEvents) ?? [];
    await letters.replay({ queue: queues.workItemEvents, all: true });
    deadLettered.messages.set(queues.workItemEvents, message ? [message] : []);
    await letters.replay({ queue: queues.workItemEvents, all: true });
    expect(sender.taken).toHaveLength(1);
  });

  it('keeps one message of those that fail in the same way again and again', async () => {
    const { parked, letters } = setUp();
    for (const attempt of [1, 2, 3])
      await parked.park({
        queue: queues.workItemEvents,
        body: event(1, attempt),
        ...failure,
        attempts: attempt,
      });
    expect((await letters.page(undefined, 50, undefined)).items).toMatchObject([{ attempts: 3 }]);
  });

  it('asks for ids where not all are wanted', async () => {
    const none = setUp().letters.replay({ queue: queues.workItemEvents, all: false });
    await expect(none).rejects.toMatchObject({ details: { code: 'invalid-request' } });
  });
});

import { queues } from '../../../shared/messaging/queues';
import { EventClosings } from '../../../shared/nucleus/event-closings';
import { EventStore } from '../../../shared/nucleus/event-store';
import { type AutoCloseMessage } from '../../../shared/tickets/ticket-messages';
import { TicketWorkQueue, type WantedWork } from '../../../shared/tickets/ticket-work-queue';
import { MemorySender } from '../../support/memory-sender';
import { MemoryTable } from '../../support/memory-table';

const closing = (findingNumber: string): WantedWork => ({
  kind: 'close',
  share: { uniqueFinding: { nucleusProjectId: '1', scanType: 'Scan', findingNumber }, group: 'g' },
  version: '0/0/1',
});

function world() {
  const sender = new MemorySender();
  const events = new EventStore(new MemoryTable());
  const closings = new EventClosings(events, new TicketWorkQueue(sender));
  const done = async (chunk: number, works: WantedWork[]) => {
    await closings.keep('event', chunk, works);
    await events.chunkDone('event', chunk, { matched: 0, work: [], rejected: [] });
    await closings.askIfAllDone('event', 3);
  };
  const asked = (later: boolean) =>
    sender.taken
      .filter(
        ({ queue, scheduledFor }) => queue === queues.autoClose && (scheduledFor !== undefined) === later,
      )
      .map(({ body }) =>
        (body as AutoCloseMessage).shares.map(({ uniqueFinding }) => uniqueFinding.findingNumber),
      );
  return { done, asked };
}

describe('EventClosings', () => {
  it('asks for all closings of an event at once, when its last message is done', async () => {
    const { done, asked } = world();
    await done(2, [closing('c')]);
    await done(0, [closing('a'), closing('b')]);
    expect(asked(false)).toEqual([]);
    await done(1, []);
    expect(asked(false)).toEqual([['a', 'b', 'c']]);
  });

  it('asks for the same when the last message runs again', async () => {
    const { done, asked } = world();
    await done(0, [closing('a')]);
    await done(1, [closing('b')]);
    await done(2, []);
    await done(2, []);
    expect(asked(false)).toEqual([['a', 'b']]);
  });

  it('asks later for what a message of the event that fails would hold up', async () => {
    const { done, asked } = world();
    await done(0, [closing('a')]);
    expect(asked(true)).toEqual([['a']]);
  });
});

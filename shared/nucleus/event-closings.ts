import type { TicketWorkQueue, WantedWork } from '../tickets/ticket-work-queue';
import type { EventStore } from './event-store';

/** By then a scan of usual size is through; a longer one is closed in more, smaller requests. */
const latestMs = 60_000;

/**
 * Gathers the closings that the messages of one event ask for, so that ADO gets them in full batches instead of a few
 * per message (design section 7). Nothing depends on the gathering: each message also asks for its own closings after a
 * while, which finds them done, or does them where a message of the event has failed.
 */
export class EventClosings {
  constructor(
    private readonly events: EventStore,
    private readonly queue: TicketWorkQueue,
  ) {}

  /** Keyed by event and message; a message that runs twice keeps and asks for the same. */
  async keep(eventId: string, chunk: number, closings: readonly WantedWork[]): Promise<void> {
    if (closings.length === 0) return;
    await this.events.keepClosings(eventId, chunk, closings);
    await this.queue.enqueue(`${eventId}|late`, closings, new Date(Date.now() + latestMs));
  }

  /** The last message of an event to be done asks for all closings; where two are last at once, both ask for the same. */
  async askIfAllDone(eventId: string, chunks: number): Promise<void> {
    if ((await this.events.chunksDone(eventId)) < chunks) return;
    await this.queue.enqueue(eventId, await this.events.closings(eventId));
  }
}

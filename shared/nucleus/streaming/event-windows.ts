import type { Hash } from 'node:crypto';
import type { QueueSender } from '../../messaging/queue-sender';
import { queues } from '../../messaging/queues';
import type { EventRecord, SentWindow } from '../event-record';
import type { EventStore } from '../event-store';
import type { FindingInstance } from '../finding';
import type { FindingReader } from '../finding-reader';
import { reusedId } from '../intake';
import type { ScanIngestMessage } from '../scan-ingest-message';
import { splitIntoMessages } from '../split-into-messages';

/** How much of a streamed event is in memory at once. */
export interface WindowSize {
  lines: number;
  bytes: number;
}

/** Some ten messages, enough that neighbours of one unique finding meet. */
export const usualWindow: WindowSize = { lines: 4_000, bytes: 2_000_000 };

const nothing: SentWindow = { lines: 0, chunks: 0, digest: '' };

/**
 * The findings of a streamed event on their way into the queue, a window at a time. Windows are cut by the lines alone, so
 * that a repetition cuts them the same way and its messages have the same ids.
 */
export class EventWindows {
  /** Lines that have come, those included that were sent by an earlier delivery. */
  lines = 0;
  private readonly before: SentWindow;
  private chunks: number;
  private window: FindingInstance[] = [];
  private windowLines = 0;
  private windowBytes = 0;

  /**
   * @param event as stored; its `sent` tells what an earlier delivery brought into the queue
   * @param seen has been told all bytes up to the line that is being added
   */
  constructor(
    private readonly events: EventStore,
    private readonly sender: QueueSender,
    private readonly event: EventRecord,
    private readonly reader: FindingReader,
    private readonly seen: Hash,
    private readonly size: WindowSize,
  ) {
    this.before = event.sent ?? nothing;
    this.chunks = this.before.chunks;
  }

  countLine(): void {
    this.lines++;
  }

  /** @throws ConflictError what was sent before under this event's id was something else */
  async add(finding: FindingInstance | undefined, bytes: number): Promise<void> {
    if (this.lines === this.before.lines && this.digest() !== this.before.digest)
      throw reusedId(this.event.id);
    if (this.lines <= this.before.lines) return;
    if (finding) this.window.push(finding);
    this.windowLines++;
    this.windowBytes += bytes;
    if (this.windowLines >= this.size.lines || this.windowBytes >= this.size.bytes) await this.send();
  }

  /**
   * Sends the rest; from then on the event is whole.
   * @throws ConflictError an earlier delivery under this id had more lines
   */
  async end(fingerprint: string): Promise<EventRecord> {
    if (this.lines < this.before.lines) throw reusedId(this.event.id);
    await this.send();
    const { sent: _, ...whole } = { ...this.current(), fingerprint, enqueued: true };
    await this.events.markEnqueued(whole);
    return whole;
  }

  private async send(): Promise<void> {
    const digest = this.digest();
    const messages = splitIntoMessages(this.window).map((bundles, position) => {
      const body: ScanIngestMessage = { eventId: this.event.id, chunk: this.chunks + position, bundles };
      return { body, messageId: `${digest}-${position}`, correlationId: this.event.id };
    });
    await this.sender.send(queues.scanIngest, messages);
    this.chunks += messages.length;
    this.window = [];
    this.windowLines = 0;
    this.windowBytes = 0;
    await this.events.noteSent({
      ...this.current(),
      sent: { lines: this.lines, chunks: this.chunks, digest },
    });
  }

  private current(): EventRecord {
    const { rejected, rejectedCount } = this.reader;
    return { ...this.event, findings: this.lines, chunks: this.chunks, rejected, rejectedCount };
  }

  private digest(): string {
    return this.seen.copy().digest('base64url');
  }
}

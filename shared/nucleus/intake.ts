import { ConflictError } from '../errors';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { EventRecord } from './event-record';
import type { NucleusEvent } from './event-schema';
import type { EventStore } from './event-store';
import type { StatusDialect } from './finding';
import { readEvent, type ReadEvent } from './read-event';
import type { ScanIngestMessage } from './scan-ingest-message';
import { splitIntoMessages } from './split-into-messages';

export interface IntakeAnswer {
  eventId: string;
  /** All that came, also what could not be used. */
  findings: number;
  /** Findings that could not be used; the event's progress tells why. */
  rejected: number;
  /** The event was known already; it is not processed twice. */
  duplicate: boolean;
}

/** An event id stands for one content for ever. */
export const reusedId = (eventId: string) =>
  new ConflictError('event-id-reused', `The event id "${eventId}" was used for an event with other content.`);

/** Takes events in: what is answered with success is durable and will be processed, once. */
export class NucleusIntake {
  constructor(
    private readonly events: EventStore,
    private readonly sender: QueueSender,
    private readonly dialect: () => StatusDialect,
  ) {}

  /**
   * @param fingerprint of the content, if the event says more than that, such as when it was read
   * @throws InvalidRequestError the event's timestamp is no date
   * @throws ConflictError the id was used for other content
   */
  async accept(event: NucleusEvent, fingerprint?: string): Promise<IntakeAnswer> {
    const read = readEvent(event, this.dialect(), new Date());
    return this.take(fingerprint === undefined ? read : { ...read, fingerprint });
  }

  /**
   * Idempotent by the sender's event id: the event's row is inserted first, messages have ids made from it. A delivery
   * that died between the two is completed when the sender repeats it.
   * @throws ConflictError the id was used for other content
   */
  async take(event: ReadEvent): Promise<IntakeAnswer> {
    const { id, type, fingerprint, findings, instances, rejected, rejectedCount } = event;
    const messages = splitIntoMessages(instances);
    const record: EventRecord = {
      id,
      type,
      fingerprint,
      findings,
      chunks: messages.length,
      enqueued: false,
      receivedAt: new Date().toISOString(),
      rejected,
      rejectedCount,
    };
    const known = (await this.events.claim(record))?.value;
    if (known && known.fingerprint !== fingerprint) throw reusedId(id);
    const answer = { eventId: id, findings, rejected: rejectedCount };
    if (known?.enqueued) return { ...answer, duplicate: true };

    await this.sender.send(
      queues.scanIngest,
      messages.map((bundles, chunk) => {
        const body: ScanIngestMessage = { eventId: id, chunk, chunks: messages.length, bundles };
        return { body, messageId: `${fingerprint}-${chunk}`, correlationId: id };
      }),
    );
    await this.events.markEnqueued(known ?? record);
    return { ...answer, duplicate: false };
  }
}

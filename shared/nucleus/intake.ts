import { createHash } from 'node:crypto';
import { ConflictError, InvalidRequestError } from '../errors';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { EventFault, EventRecord } from './event-record';
import type { NucleusEvent } from './event-schema';
import type { EventStore } from './event-store';
import { type FindingInstance, isRejected, readFinding, type StatusDialect } from './finding';
import { dateOf, textOf } from './loose-values';
import { splitFields } from './split-fields';
import type { ScanIngestMessage } from './scan-ingest-message';
import { splitIntoMessages } from './split-into-messages';

export interface IntakeAnswer {
  eventId: string;
  findings: number;
  /** The event was known already; it is not processed twice. */
  duplicate: boolean;
}

/** Faults kept with the event for reading; all are counted. */
const mostFaults = 100;

function readAll(event: NucleusEvent, dialect: StatusDialect, now: Date) {
  const timestamp = dateOf(event.timestamp);
  if (!timestamp) {
    throw new InvalidRequestError('"timestamp" is not a date.', [
      { pointer: '/timestamp', message: 'is not a date' },
    ]);
  }
  const datedByScan = event.type === 'scan.ingested';
  const scanDate = datedByScan ? dateOf(event.data.scan_date) : undefined;
  const context = {
    nucleusProjectId: textOf(event.data.project_id),
    scanType: textOf(event.data.scan_type),
    asOf: (scanDate ?? timestamp).toISOString(),
    datedByScan,
  };
  const instances: FindingInstance[] = [];
  const rejected: EventFault[] = [];
  event.data.findings.forEach((raw, position) => {
    const finding = readFinding(raw, context, dialect, now);
    if (isRejected(finding)) {
      rejected.push({ finding: `/data/findings/${position}`, reason: finding.reason });
    } else {
      const { definition, own } = splitFields(finding.fields);
      instances.push({ ...finding, fields: { ...definition, ...own } });
    }
  });
  return { instances, rejected };
}

/** Takes events of Nucleus in: what is answered with success is durable and will be processed, once. */
export class NucleusIntake {
  constructor(
    private readonly events: EventStore,
    private readonly sender: QueueSender,
    private readonly dialect: () => StatusDialect,
  ) {}

  /**
   * Idempotent by the sender's event id: the event's row is inserted first, messages have ids made from it. A delivery
   * that died between the two is completed when the sender repeats it.
   * @throws ConflictError the id was used for other content
   */
  async accept(event: NucleusEvent): Promise<IntakeAnswer> {
    const now = new Date();
    const { instances, rejected } = readAll(event, this.dialect(), now);
    const messages = splitIntoMessages(instances);
    const record: EventRecord = {
      id: event.id,
      type: event.type,
      fingerprint: createHash('sha256').update(JSON.stringify(event)).digest('base64url'),
      findings: event.data.findings.length,
      chunks: messages.length,
      enqueued: false,
      receivedAt: now.toISOString(),
      rejected: rejected.slice(0, mostFaults),
      rejectedCount: rejected.length,
    };
    const known = (await this.events.claim(record))?.value;
    if (known && known.fingerprint !== record.fingerprint) {
      throw new ConflictError(
        'event-id-reused',
        `The event id "${event.id}" was used for an event with other content.`,
      );
    }
    const answer = { eventId: event.id, findings: record.findings };
    if (known?.enqueued) return { ...answer, duplicate: true };

    await this.sender.send(
      queues.scanIngest,
      messages.map((bundles, chunk) => {
        const body: ScanIngestMessage = { eventId: event.id, chunk, bundles };
        return { body, messageId: `${record.fingerprint}-${chunk}`, correlationId: event.id };
      }),
    );
    await this.events.markEnqueued(known ?? record);
    return { ...answer, duplicate: false };
  }
}

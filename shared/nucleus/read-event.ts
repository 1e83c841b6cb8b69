import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../errors';
import type { EventFault } from './event-record';
import type { EventEnvelope, NucleusEvent } from './event-schema';
import type { FindingInstance, StatusDialect } from './finding';
import { FindingReader, type ReadingContext } from './finding-reader';
import { dateOf, textOf } from './loose-values';
import { eventDate, scanDateOrEvent } from './news-date';

/** An event whose findings have been read. */
export interface ReadEvent {
  id: string;
  type: string;
  /** Of the content: the same id with another fingerprint is a mistake of the sender. */
  fingerprint: string;
  /** How many findings came, the rejected ones too. */
  findings: number;
  instances: FindingInstance[];
  rejected: EventFault[];
  rejectedCount: number;
}

/**
 * What the findings of an event inherit from it.
 * @throws InvalidRequestError the timestamp is no date
 */
export function eventContext(envelope: EventEnvelope, now: Date): ReadingContext {
  const timestamp = dateOf(envelope.timestamp);
  if (!timestamp) {
    throw new InvalidRequestError('"timestamp" is not a date.', [
      { pointer: '/timestamp', message: 'is not a date' },
    ]);
  }
  const datedByScan = envelope.type === 'scan.ingested';
  const event = eventDate(timestamp, now);
  const scanDate = datedByScan ? dateOf(envelope.data.scan_date) : undefined;
  return {
    nucleusProjectId: textOf(envelope.data.project_id),
    scanType: textOf(envelope.data.scan_type),
    asOf: scanDateOrEvent(scanDate, event).toISOString(),
    eventAt: event,
    datedByScan,
  };
}

/** @throws InvalidRequestError the timestamp is no date */
export function readEvent(event: NucleusEvent, dialect: StatusDialect, now: Date): ReadEvent {
  const reader = new FindingReader(eventContext(event, now), dialect, now);
  const instances = event.data.findings.flatMap(
    (raw, position) => reader.read(raw, `/data/findings/${position}`) ?? [],
  );
  return {
    id: event.id,
    type: event.type,
    fingerprint: createHash('sha256').update(JSON.stringify(event)).digest('base64url'),
    findings: event.data.findings.length,
    instances,
    rejected: reader.rejected,
    rejectedCount: reader.rejectedCount,
  };
}

import type { FindingInstance } from '../nucleus/finding';
import type { FindingReader } from '../nucleus/finding-reader';
import { dateOf, textOf } from '../nucleus/loose-values';
import { eventDate } from '../nucleus/news-date';
import { textAt } from './loose-members';
import { assessmentIdOf, readRecord } from './read-record';
import type { RecordFinding } from './record-reading';

/** What a packed assessment lists, and as of when (ISO 8601). */
export interface PackedList {
  cves: readonly string[];
  asOf: string;
}

export interface ReadRecords {
  instances: FindingInstance[];
  /** Findings that the records stand for, and records that could not be read. */
  findings: number;
  /** Records that say nothing about remediation. */
  unchanged: number;
  /** By the id of the assessment. */
  packed: Map<string, PackedList>;
}

/** When the exporter put the record into its event hub, if whoever forwards it says so. */
const enqueuedAt = (record: unknown): Date | undefined =>
  dateOf(textAt(record, 'EventEnqueuedUtcTime') ?? textAt(record, 'enqueuedTimeUtc'));

const ownInstance = (instance: FindingInstance, { raw, source }: RecordFinding): FindingInstance => ({
  ...instance,
  instanceId: `${textOf(raw.asset_id) ?? instance.instanceId}\n${source}`,
});

/**
 * Reads the records of one event in their order. Each is true as of when the exporter enqueued it, if that is told, else as
 * of the event (Microsoft: keep the latest by enqueued time; facts: nucleus.md section 15.7).
 * @param reader notes what cannot be read
 * @param packedBefore what the packed assessments listed the last time
 */
export function readRecords(
  records: readonly unknown[],
  reader: FindingReader,
  eventAt: Date,
  packedBefore: ReadonlyMap<string, readonly string[]>,
): ReadRecords {
  const read: ReadRecords = { instances: [], findings: 0, unchanged: 0, packed: new Map() };
  records.forEach((record, position) => {
    const place = `/${position}`;
    const id = assessmentIdOf(record);
    const before = id === undefined ? undefined : (read.packed.get(id)?.cves ?? packedBefore.get(id));
    const reading = readRecord(record, before);
    if (reading.kind === 'unchanged') read.unchanged++;
    if (reading.kind === 'rejected') {
      read.findings++;
      reader.reject(place, reading.reason);
    }
    if (reading.kind !== 'findings') return;
    const asOf = eventDate(enqueuedAt(record) ?? eventAt, eventAt).toISOString();
    read.findings += reading.findings.length;
    if (reading.packed) read.packed.set(reading.packed.id, { cves: reading.packed.cves, asOf });
    for (const finding of reading.findings) {
      const instance = reader.read(finding.raw, place);
      if (instance) read.instances.push(ownInstance({ ...instance, asOf }, finding));
    }
  });
  return read;
}

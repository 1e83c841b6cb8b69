import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../errors';
import { inParallel } from '../in-parallel';
import { FindingReader } from '../nucleus/finding-reader';
import type { IntakeAnswer, NucleusIntake } from '../nucleus/intake';
import { dateOf } from '../nucleus/loose-values';
import { eventDate } from '../nucleus/news-date';
import { derivedEventId } from './derived-event-id';
import type { PackedCveStore } from './packed-cve-store';
import { assessmentIdOf } from './read-record';
import { readRecords } from './read-records';
import { statusFields } from './record-reading';
import { mostRecords } from './records-schema';
import { unwrapRecords } from './unwrap-records';

/** How findings of Defender are filed in Nucleus's terms; settings, since Nucleus publishes neither. */
export interface DefenderFiling {
  nucleusProjectId: string;
  scanType: string;
}

export interface DefenderAnswer extends IntakeAnswer {
  records: number;
  /** Records that say nothing about remediation ("not applicable"). */
  unchanged: number;
}

const rowsAtOnce = 8;

/** The status is written by the mapping, so it is read by the mapping's words, whatever this tenant's Nucleus calls them. */
const dialect = { expiryFields: [statusFields.endsAt], furtherRemediated: [] };

/** Takes records of Microsoft Defender for Cloud in, as findings; from there they go the way of Nucleus's events. */
export class DefenderIntake {
  constructor(
    private readonly intake: Pick<NucleusIntake, 'take'>,
    private readonly packed: PackedCveStore,
    private readonly filing: () => DefenderFiling,
  ) {}

  /**
   * @param body one record, an array, or an object with a list of them
   * @param given what the request says besides: the event's id and the Nucleus project
   * @throws ConflictError the event's id was used for other content
   */
  async accept(body: unknown, given: { id?: string; projectId?: string } = {}): Promise<DefenderAnswer> {
    const now = new Date();
    const { records, id, timestamp, projectId } = unwrapRecords(body);
    if (records.length > mostRecords)
      throw new InvalidRequestError(`An event may have ${mostRecords} records at most.`);
    const fingerprint = createHash('sha256').update(JSON.stringify(records)).digest('base64url');
    const eventAt = eventDate(dateOf(timestamp) ?? now, now);
    const { scanType, nucleusProjectId: usual } = this.filing();
    const nucleusProjectId = projectId ?? given.projectId ?? usual;
    const asOf = eventAt.toISOString();
    const context = { nucleusProjectId, scanType, asOf, eventAt, datedByScan: false };
    const reader = new FindingReader(context, dialect, now);
    const { instances, findings, unchanged, packed } = readRecords(
      records,
      reader,
      eventAt,
      await this.listedBefore(records),
    );
    const answer = await this.intake.take({
      id: id ?? given.id ?? derivedEventId(fingerprint, now),
      type: 'defender.records',
      fingerprint,
      findings,
      instances,
      rejected: reader.rejected,
      rejectedCount: reader.rejectedCount,
    });
    // After the event is durable: a delivery that dies in between is repeated, and finds the same ones gone.
    await inParallel([...packed], rowsAtOnce, ([assessment, list]) => this.packed.remember(assessment, list));
    return { ...answer, records: records.length, unchanged };
  }

  /** What the assessments among the records listed the last time, by their ids. */
  private async listedBefore(records: readonly unknown[]): Promise<Map<string, readonly string[]>> {
    const ids = new Set(records.flatMap((record) => assessmentIdOf(record) ?? []));
    const known = new Map<string, readonly string[]>();
    await inParallel([...ids], rowsAtOnce, async (id) => {
      const list = await this.packed.get(id);
      if (list) known.set(id, list.cves);
    });
    return known;
  }
}

import { isObject } from '../sync/lenient-json';
import { type AssessmentId, readAssessmentId } from './assessment-id';
import { defenderStatus } from './defender-status';
import { memberAt, textAt } from './loose-members';
import { readAssessment } from './read-assessment';
import { isPacked, readPackedAssessment } from './read-packed-assessment';
import { readSubAssessment } from './read-sub-assessment';
import { type RecordFinding, statusOf } from './record-reading';

/** What came of one record. */
export type RecordReading =
  | { kind: 'findings'; findings: RecordFinding[]; packed?: { id: string; cves: string[] } }
  | { kind: 'unchanged' }
  | { kind: 'rejected'; reason: string };

const rejected = (reason: string): RecordReading => ({ kind: 'rejected', reason });

/** The id of an assessment that may be a packed one, in lower case; undefined for all other records. */
export function assessmentIdOf(record: unknown): string | undefined {
  const id = textAt(record, 'id');
  const parts = id === undefined ? undefined : readAssessmentId(id);
  return id === undefined || !parts || parts.subAssessmentKey !== undefined ? undefined : keyOf(parts);
}

const keyOf = ({ scope, assessmentKey }: AssessmentId) => `${scope}|${assessmentKey}`;

/**
 * Reads one record of Defender for Cloud, whichever of the known shapes it has (facts: nucleus.md section 15.2): which
 * findings it stands for, and how they stand.
 * @param packedBefore the CVEs that an assessment listed the last time; undefined if it never listed any
 */
export function readRecord(record: unknown, packedBefore: readonly string[] | undefined): RecordReading {
  if (!isObject(record)) return rejected('is not an object');
  const armId = textAt(record, 'id');
  if (armId === undefined) return rejected('id is missing');
  const id = readAssessmentId(armId);
  if (!id) return rejected('id is not that of an assessment or sub-assessment');
  const properties = memberAt(record, 'properties');
  if (!isObject(properties)) return rejected('properties are missing');
  const status = defenderStatus(record);
  if (status.kind === 'unreadable') return rejected(status.reason);
  if (status.kind === 'unchanged') return { kind: 'unchanged' };
  const fields = statusOf(status.label, status.endsAt);

  if (id.subAssessmentKey !== undefined) {
    const finding = readSubAssessment(id, properties, fields);
    return 'reason' in finding ? rejected(finding.reason) : { kind: 'findings', findings: [finding] };
  }
  if (isPacked(properties) || packedBefore !== undefined) {
    const stillOpen = status.label === 'Active';
    const reading = readPackedAssessment(id, properties, fields, stillOpen, packedBefore ?? []);
    if ('reason' in reading) return rejected(reading.reason);
    const { findings, cves } = reading;
    return { kind: 'findings', findings, packed: { id: keyOf(id), cves } };
  }
  return { kind: 'findings', findings: [readAssessment(id, properties, fields)] };
}

import type { RawFinding } from '../nucleus/finding';
import type { AssessmentId } from './assessment-id';
import { assetOf } from './asset-of';
import { defenderSeverity } from './defender-severity';
import { detailAt, memberAt, textAt } from './loose-members';
import { commonFields } from './read-assessment';
import { type RecordFinding, statusOf } from './record-reading';

/** A CVE in the list of a packed assessment. */
interface PackedCve {
  cve: string;
  severity?: string;
  baseScore?: string;
}

/** Whether a record carries all vulnerabilities of its resource (facts: nucleus.md section 15.6). */
export const isPacked = (properties: unknown): boolean => {
  const packed = detailAt(properties, 'CVEs');
  return typeof packed === 'string' || Array.isArray(packed);
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The CVEs that are packed as JSON text, or as the list itself. undefined if the text is no list. */
export function packedCves(properties: unknown): PackedCve[] | undefined {
  const packed = detailAt(properties, 'CVEs');
  const list = typeof packed === 'string' ? (packed.trim() === '' ? [] : parsed(packed)) : (packed ?? []);
  if (!Array.isArray(list)) return undefined;
  const byId = new Map<string, PackedCve>();
  for (const entry of list as unknown[]) {
    const cve = textAt(entry, 'CVE') ?? (typeof entry === 'string' ? entry.trim() : undefined);
    if (cve === undefined || cve === '') continue;
    const severity = textAt(entry, 'Severity');
    const baseScore = textAt(entry, 'BaseScore');
    byId.set(cve.toUpperCase(), {
      cve: cve.toUpperCase(),
      ...(severity === undefined ? {} : { severity }),
      ...(baseScore === undefined ? {} : { baseScore }),
    });
  }
  return [...byId.values()];
}

/**
 * A packed assessment stands for many findings, one per CVE. One that is no longer listed is mitigated: nothing else says so.
 * @param status the fields that say how the assessment stands
 * @param stillOpen whether the assessment says that what it lists is there
 * @param before the CVEs that it listed the last time
 * @returns the findings and what is listed now, or why it cannot be read
 */
export function readPackedAssessment(
  id: AssessmentId,
  properties: unknown,
  status: RawFinding,
  stillOpen: boolean,
  before: readonly string[],
): { findings: RecordFinding[]; cves: string[] } | { reason: string } {
  const listed = packedCves(properties);
  if (listed === undefined) return { reason: 'properties.additionalData.CVEs is not a JSON list' };
  const shared = { ...commonFields(id, properties), ...assetOf(id, properties) };
  const severityOfAll = defenderSeverity(
    textAt(detailAt(properties, 'HighestSeverity')),
    textAt(memberAt(properties, 'metadata'), 'severity'),
  );
  const finding = (cve: string, fields: RawFinding): RecordFinding => ({
    source: id.assessmentKey,
    raw: {
      finding_number: cve,
      finding_name: cve,
      finding_type: 'Vulnerability',
      finding_cve: cve,
      ...shared,
      ...fields,
    },
  });
  const now = new Set(listed.map(({ cve }) => cve));
  const gone = before.filter((cve) => !now.has(cve));
  const ofListed = listed.map(({ cve, severity, baseScore }) =>
    finding(cve, {
      finding_severity: defenderSeverity(severity) ?? severityOfAll,
      finding_output: baseScore === undefined ? undefined : `CVSS base score ${baseScore}`,
      ...status,
    }),
  );
  const ofGone = gone.map((cve) => finding(cve, stillOpen ? statusOf('Scan Mitigated') : status));
  return {
    findings: [...ofListed, ...ofGone],
    cves: stillOpen ? [...now] : [...new Set([...before, ...now])],
  };
}

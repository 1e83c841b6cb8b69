import type { RawFinding } from '../nucleus/finding';
import { textOf } from '../nucleus/loose-values';
import type { AssessmentId } from './assessment-id';
import { assetOf } from './asset-of';
import { defenderSeverity } from './defender-severity';
import { detailAt, firstText, listAt, memberAt, textAt } from './loose-members';
import { plainText } from './plain-text';
import { portalLink } from './portal-link';
import type { RecordFinding } from './record-reading';

const cveId = /^CVE-\d{4}-\d{4,}$/i;

/** The CVEs of a vulnerability, from wherever the scanner puts them (facts: nucleus.md sections 15.4 and 15.5). */
function cvesOf(properties: unknown): string[] {
  const list = detailAt(properties, 'cve');
  const named = [
    textAt(detailAt(properties, 'vulnerabilityDetails'), 'cveId'),
    textAt(properties, 'id'),
    ...(Array.isArray(list) ? list.map((entry) => textAt(entry, 'title') ?? textOf(entry)) : []),
  ];
  return [
    ...new Set(named.flatMap((cve) => (cve !== undefined && cveId.test(cve) ? [cve.toUpperCase()] : []))),
  ];
}

/** Addresses of advisories. */
function referencesOf(properties: unknown): string | undefined {
  const links = [
    ...listAt(detailAt(properties, 'vulnerabilityDetails'), 'references'),
    ...listAt(memberAt(properties, 'additionalData'), 'vendorReferences'),
    ...listAt(memberAt(properties, 'additionalData', 'data'), 'vendorReferences'),
  ].flatMap((entry) => textAt(entry, 'link') ?? []);
  return links.length === 0 ? undefined : [...new Set(links)].join('\n');
}

/** "1" and "0" are Nucleus's; undefined where Defender says nothing. */
function exploitableOf(properties: unknown): string | undefined {
  const known = detailAt(properties, 'vulnerabilityDetails', 'exploitabilityAssessment');
  if (known === undefined || known === null) return undefined;
  const signs = ['exploitStepsPublished', 'exploitStepsVerified', 'isInExploitKit'];
  return signs.some((sign) => memberAt(known, sign) === true) ? '1' : '0';
}

function adviceOf(properties: unknown): string | undefined {
  const given = plainText(textAt(properties, 'remediation'));
  const software = detailAt(properties, 'softwareDetails');
  const name = textAt(software, 'packageName');
  const fixed = textAt(software, 'fixedVersion');
  return given ?? (name !== undefined && fixed !== undefined ? `Update ${name} to ${fixed}.` : undefined);
}

/**
 * A sub-assessment is one vulnerability of one resource (facts: nucleus.md sections 15.4 and 15.5).
 * @param status the fields that say how it stands
 * @returns the finding, or why it cannot be one
 */
export function readSubAssessment(
  id: AssessmentId,
  properties: unknown,
  status: RawFinding,
): RecordFinding | { reason: string } {
  const cves = cvesOf(properties);
  const scannersId = textAt(properties, 'id');
  const [only] = cves;
  const findingNumber = cves.length === 1 ? only : scannersId;
  if (findingNumber === undefined) return { reason: 'properties.id is missing and no CVE is named' };
  const software = detailAt(properties, 'softwareDetails');
  const asset = assetOf(id, properties);
  return {
    source: id.subAssessmentKey ?? id.assessmentKey,
    raw: {
      finding_number: findingNumber,
      finding_name: textAt(properties, 'displayName') ?? findingNumber,
      finding_type: 'Vulnerability',
      finding_cve: cves.length === 0 ? undefined : cves.join(','),
      finding_severity: defenderSeverity(
        textAt(properties, 'status', 'severity'),
        textAt(detailAt(properties, 'vulnerabilityDetails'), 'severity'),
        textAt(properties, 'metadata', 'severity'),
      ),
      finding_description: plainText(textAt(properties, 'description')),
      finding_recommendation: adviceOf(properties),
      finding_references: referencesOf(properties),
      finding_output: firstText(
        plainText(textAt(properties, 'impact')),
        textAt(detailAt(properties, 'threat')),
      ),
      finding_exploitable: exploitableOf(properties),
      finding_package: textAt(software, 'packageName'),
      finding_package_version: textAt(software, 'version'),
      finding_link: portalLink(properties, id.scope),
      ...status,
      ...asset,
    },
  };
}

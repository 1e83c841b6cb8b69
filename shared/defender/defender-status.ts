import { dateOf } from '../nucleus/loose-values';
import { detailAt, firstText, memberAt, textAt } from './loose-members';

/** What a record means for its finding, in Nucleus's words. */
export type DefenderStatus =
  | { kind: 'status'; label: 'Active' | 'Scan Mitigated' | 'Exception Granted'; endsAt?: string }
  /** It says nothing about whether the finding is remediated: a ticket is left alone. */
  | { kind: 'unchanged' }
  | { kind: 'unreadable'; reason: string };

/** What continuous export adds around a record, by the kind of record (facts: nucleus.md section 15.7). */
const envelopes = [
  'subAssessmentEventDataEnrichment',
  'assessmentEventDataEnrichment',
  'securityEventDataEnrichment',
];

/** "Delete" or "Insert" in a record of continuous export. */
const actionOf = (record: unknown): string | undefined =>
  firstText(...envelopes.map((name) => textAt(record, name, 'action')))?.toLowerCase();

const expiryNames = ['expiresOn', 'exemptionExpiresOn', 'expirationDate', 'expiresAt', 'expiryDate'];

/** No sample shows where the end of an exemption is told, so it is taken wherever it is said (policy exemptions: expiresOn). */
function exemptionEnd(properties: unknown): string | undefined {
  const places = [
    memberAt(properties, 'status'),
    memberAt(properties, 'exemption'),
    detailAt(properties, 'exemption'),
    properties,
    memberAt(properties, 'additionalData'),
  ];
  const texts = places.flatMap((place) => expiryNames.map((name) => textAt(place, name)));
  return texts.map((text) => dateOf(text)?.toISOString()).find((date) => date !== undefined);
}

/**
 * Decides what a record says about remediation (facts: nucleus.md section 15.9): healthy or deleted is mitigated, exempt
 * is an exception, for a time if it ends; what does not apply for another reason is not remediated.
 */
export function defenderStatus(record: unknown): DefenderStatus {
  const properties = memberAt(record, 'properties');
  if (actionOf(record) === 'delete') return { kind: 'status', label: 'Scan Mitigated' };
  const code = textAt(properties, 'status', 'code');
  switch (code?.toLowerCase()) {
    case 'unhealthy':
      return { kind: 'status', label: 'Active' };
    case 'healthy':
      return { kind: 'status', label: 'Scan Mitigated' };
    case 'notapplicable': {
      if (textAt(properties, 'status', 'cause')?.toLowerCase() !== 'exempt') return { kind: 'unchanged' };
      const endsAt = exemptionEnd(properties);
      return { kind: 'status', label: 'Exception Granted', ...(endsAt === undefined ? {} : { endsAt }) };
    }
    case undefined:
      return { kind: 'unreadable', reason: 'properties.status.code is missing' };
    default:
      return { kind: 'unreadable', reason: `properties.status.code is "${code?.slice(0, 40) ?? ''}"` };
  }
}

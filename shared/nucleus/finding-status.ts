/**
 * Nucleus's finding statuses and what they mean for a ticket (facts: nucleus.md section 3.1). "Fixed" is an active
 * status: somebody says so and no scan has confirmed it.
 */
const resolvedStatuses: ReadonlySet<string> = new Set([
  'accepted_risk',
  'duplicate',
  'exception_granted',
  'false_positive',
  'manually_mitigated',
  'scan_mitigated',
]);

const activeStatuses: ReadonlySet<string> = new Set([
  'active',
  'in_progress',
  'potential',
  'exception_requested',
  'fixed',
  'waiting_for_third_party',
  'waiting_for_verification',
]);

/** The token of a status: "Scan Mitigated" and "scan_mitigated" are the same. */
export function statusToken(label: string): string {
  return label
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

export type StatusGroup = 'active' | 'resolved';

/**
 * Which group a status belongs to. A status that is in neither list counts as resolved only if the operator named it
 * (`furtherResolved`) or Nucleus itself flags it as mitigating; when in doubt a finding is active and its ticket stays.
 */
export function statusGroup(
  token: string,
  isMitigating: boolean | undefined,
  furtherResolved: readonly string[],
): StatusGroup {
  if (resolvedStatuses.has(token)) return 'resolved';
  if (activeStatuses.has(token)) return 'active';
  if (furtherResolved.some((status) => statusToken(status) === token)) return 'resolved';
  return isMitigating === true ? 'resolved' : 'active';
}

/** What an instance means for its ticket: `temporary` is resolved until a date, then active again by itself. */
export type Remediation = 'open' | 'temporary' | 'remediated';

/** @param endsAt when the status ends by itself; undefined for a lasting one */
export function remediationOf(
  group: StatusGroup,
  endsAt: Date | undefined,
  isTemporary: boolean,
  now: Date,
): Remediation {
  if (group === 'active') return 'open';
  if (endsAt !== undefined) return endsAt > now ? 'temporary' : 'open';
  return isTemporary ? 'temporary' : 'remediated';
}

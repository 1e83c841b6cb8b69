import { type Remediation, remediationOf, statusGroup, statusToken } from './finding-status';
import { dateOf, flagOf, textOf } from './loose-values';

/** A finding as Nucleus writes it: flat, snake_case, loosely typed (facts: nucleus.md section 12.3). */
export type RawFinding = Record<string, unknown>;

/** What names a unique finding: all instances with the same three belong to it (design section 2). */
export interface UniqueFindingId {
  nucleusProjectId: string;
  scanType: string;
  findingNumber: string;
}

/** One vulnerability on one asset, read from what Nucleus sent. */
export interface FindingInstance {
  uniqueFinding: UniqueFindingId;
  /** Names the instance within its unique finding: asset, and port and path where the scanner tells them. */
  instanceId: string;
  /** undefined when the sender said nothing about it, which changes nothing. */
  status?: string;
  remediation: Remediation;
  /** When a temporary status ends by itself (ISO 8601). */
  statusEndsAt?: string;
  /** When this was true, for telling older news from newer (ISO 8601). */
  asOf: string;
  /** What Nucleus sent, for rules and templates. */
  fields: RawFinding;
}

/** A finding that cannot be used, and why, in words for the sender. */
export interface RejectedFinding {
  reason: string;
}

/** What a finding inherits from the event it came in. */
export interface EventContext {
  nucleusProjectId?: string;
  scanType?: string;
  /** The time of the event (ISO 8601). */
  asOf: string;
  /** A scan is true as of its own date; a change made in Nucleus is true as of the event, whatever the last scan's date. */
  datedByScan: boolean;
}

/** How this tenant's Nucleus writes what Nucleus does not document. */
export interface StatusDialect {
  /** Names of fields that may hold the end of a temporary status, the first that is there counts. */
  expiryFields: readonly string[];
  furtherRemediated: readonly string[];
}

/** No client of Nucleus shows the name of this field (facts: nucleus.md sections 3.3 and 16), so likely ones are taken. */
export const likelyExpiryFields = [
  'justification_expiration_date',
  'justification_expiration',
  'justification_expiry_date',
  'justification_expires_at',
  'justification_expires',
  'status_expiration_date',
  'status_expires_at',
  'status_expiration',
  'finding_status_expiration_date',
  'expiration_date',
  'expires_at',
];

const temporaryFlags = ['justification_is_temporary', 'status_is_temporary', 'is_temporary', 'temporary'];

/** Names go into keys and into every message about a finding; longer ones are no names. */
const longestName = 500;
const longestPath = 4_000;

function tooLong(fields: RawFinding): RejectedFinding | undefined {
  const names = [
    'project_id',
    'scan_type',
    'finding_number',
    'asset_id',
    'asset_name',
    'ip_address',
    'finding_port',
  ];
  const limits = [
    ...names.map((name) => [name, longestName] as const),
    ['finding_path', longestPath] as const,
  ];
  const found = limits.find(([name, limit]) => (textOf(fields[name])?.length ?? 0) > limit);
  return found && { reason: `${found[0]} is longer than ${found[1]} characters` };
}

function firstText(fields: RawFinding, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(fields[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/**
 * Decides what a finding says: which instance it is, whether it is remediated, and as of when.
 * @returns the instance, or why it cannot be used
 */
export function readFinding(
  fields: RawFinding,
  context: EventContext,
  dialect: StatusDialect,
  now: Date,
): FindingInstance | RejectedFinding {
  const nucleusProjectId = textOf(fields.project_id) ?? context.nucleusProjectId;
  const scanType = textOf(fields.scan_type) ?? context.scanType;
  const findingNumber = textOf(fields.finding_number);
  const asset = textOf(fields.asset_id) ?? textOf(fields.asset_name) ?? textOf(fields.ip_address);
  if (nucleusProjectId === undefined)
    return { reason: 'project_id is missing in the finding and in the event' };
  if (findingNumber === undefined) return { reason: 'finding_number is missing' };
  if (asset === undefined) return { reason: 'asset_id is missing' };
  const fault = tooLong(fields);
  if (fault) return fault;

  const label = firstText(fields, ['justification_status_name', 'finding_status', 'status']);
  const status = label === undefined ? undefined : statusToken(label);
  const group = statusGroup(
    status ?? 'active',
    flagOf(fields.justification_is_mitigating),
    dialect.furtherRemediated,
  );
  const endsAt = dateOf(firstText(fields, dialect.expiryFields));
  const isTemporary = temporaryFlags.some((flag) => flagOf(fields[flag]) === true);
  return {
    uniqueFinding: { nucleusProjectId, scanType: scanType ?? '', findingNumber },
    instanceId: [asset, textOf(fields.finding_port) ?? '', textOf(fields.finding_path) ?? '']
      .join('\n')
      .trimEnd(),
    ...(status === undefined ? {} : { status }),
    remediation: remediationOf(group, endsAt, isTemporary, now),
    ...(endsAt && group === 'resolved' ? { statusEndsAt: endsAt.toISOString() } : {}),
    asOf: (context.datedByScan ? dateOf(fields.scan_date)?.toISOString() : undefined) ?? context.asOf,
    fields,
  };
}

export const isRejected = (finding: FindingInstance | RejectedFinding): finding is RejectedFinding =>
  'reason' in finding;

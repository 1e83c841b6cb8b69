import type { RawFinding, UniqueFindingId } from './finding';
import type { Remediation } from './finding-status';

/** How many instances stand how. `total` is the sum of the other three. */
export interface FindingCounts {
  total: number;
  open: number;
  remediated: number;
  temporary: number;
}

/** What a unique finding has in one group of a rule: its instances there, and what their ticket has been told of them. */
export interface RuleShare {
  /** The key of the group (`groupOf`). */
  group: string;
  ruleId: string;
  /** What the group has in common, by field; left out where a group is one unique finding. */
  values?: Record<string, string>;
  /** The finding's. */
  name?: string;
  counts: FindingCounts;
  /** The highest of the instances that are open, or of all where none is. */
  severity?: string;
  /** Some of the affected assets, the open ones first. */
  assets: string[];
  /** A digest of all that a ticket may show of these instances and their definition. */
  state: string;
  /** Counts the changes of `state`: tells newer from older. */
  version: number;
  /** The ticket that covers them, once there is one. */
  ticketId?: string;
  /** What the ticket reflects (`publishedKey`); differs while something is still to be done. */
  published?: string;
}

/** News that would change nothing but dates if it came again (quiet-finding.ts). */
export interface QuietNews {
  /** Digests of what it says of the instances, and of the rules that were asked. */
  news: string;
  rules: string;
  /** No older news may take the short way. */
  asOf: string;
}

/** The header row of a unique finding's partition. */
export interface FindingHeader {
  id: UniqueFindingId;
  /** Fields that all instances share within a scan type (facts: nucleus.md section 2). */
  definition: RawFinding;
  /** The newest news that the definition was told by: older news only fills in what is missing. */
  definitionAsOf: string;
  counts: FindingCounts;
  /** All instances known then were seen again as of this date, unchanged: saves a write per instance. */
  confirmedAsOf?: string;
  /** Only of a finding that concerns no ticket. */
  quiet?: QuietNews;
  updatedAt: string;
}

/** An instance's row. */
export interface StoredInstance {
  instanceId: string;
  status: string;
  remediation: Remediation;
  statusEndsAt?: string;
  asOf: string;
  /** It was first heard of by news older than the header's `confirmedAsOf`, which therefore does not speak for it. */
  cameLate?: true;
  /** The group it belongs to; kept while that group's ticket covers it, so that a ticket never loses an open instance. */
  group?: string;
  fields: RawFinding;
  /** Of status and fields: what may show in a ticket. */
  digest: string;
}

export const noCounts: FindingCounts = { total: 0, open: 0, remediated: 0, temporary: 0 };

export function countInstances(instances: Iterable<{ remediation: Remediation }>): FindingCounts {
  const counts = { ...noCounts };
  for (const { remediation } of instances) {
    counts.total++;
    counts[remediation]++;
  }
  return counts;
}

import type { RawFinding, UniqueFindingId } from './finding';
import type { Remediation } from './finding-status';

/** How many instances stand how. `total` is the sum of the other three. */
export interface FindingCounts {
  total: number;
  open: number;
  remediated: number;
  temporary: number;
}

/** One rule's share of a unique finding: the instances it owns, and what their ticket has been told of them. */
export interface RuleShare {
  counts: FindingCounts;
  /** The ticket that covers them, once there is one. */
  ticketId?: string;
  /** The counts (`countsKey`) that the ticket reflects; differs while something is still to be done. */
  published?: string;
}

/** The header row of a unique finding's partition. */
export interface FindingHeader {
  id: UniqueFindingId;
  /** Fields that all instances share within a scan type (facts: nucleus.md section 2). */
  definition: RawFinding;
  /** The newest news that the definition was told by: older news only fills in what is missing. */
  definitionAsOf: string;
  counts: FindingCounts;
  /** By rule id. */
  shares: Record<string, RuleShare>;
  /** All instances known then were seen again as of this date, unchanged: saves a write per instance. */
  confirmedAsOf?: string;
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
  /** The rule it belongs to; kept while that rule's ticket covers it, so that a ticket never loses an open instance. */
  ruleId?: string;
  fields: RawFinding;
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

/** Counts as one comparable word. */
export const countsKey = ({ open, temporary, remediated }: FindingCounts): string =>
  `${open}/${temporary}/${remediated}`;

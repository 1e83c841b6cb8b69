import type { FindingCounts, RuleShare } from '../nucleus/finding-record';
import type { Rule } from '../rules/rule';

export type TicketWork = 'create' | 'update' | 'close';

/** Whether every finding behind a ticket counts as remediated (promise 2: exactly then it closes). */
export function isFullyRemediated(
  counts: Pick<FindingCounts, 'total' | 'open' | 'temporary'>,
  ignoreTemporaryStatuses: boolean,
): boolean {
  return counts.total > 0 && counts.open === 0 && (!ignoreTemporaryStatuses || counts.temporary === 0);
}

/** Whether a rule closes a ticket whose findings stand so. */
export const closesAt = ({ enabled, autoClose }: Rule, counts: FindingCounts): boolean =>
  enabled && autoClose?.enabled === true && isFullyRemediated(counts, autoClose.ignoreTemporaryStatuses);

/** What a ticket reflects when it is up to date: the instances as they are, by the rule as it is. */
export const publishedKey = ({ updatedAt }: Rule, { state }: RuleShare): string => `${updatedAt}|${state}`;

/**
 * Decides what a finding's share in a group asks for, from what is stored alone, so that the same answer comes out after
 * a redelivery, a crash or a rescan: work is asked for until the ticket reflects it. "close" says that this finding is
 * done; whether its ticket closes is up to all findings behind it.
 */
export function decideTicketWork(rule: Rule, share: RuleShare): TicketWork | undefined {
  if (share.ticketId === undefined) return rule.enabled && share.counts.open > 0 ? 'create' : undefined;
  if (share.published === publishedKey(rule, share)) return undefined;
  return closesAt(rule, share.counts) ? 'close' : 'update';
}

import { countsKey, type RuleShare } from '../nucleus/finding-record';
import type { Rule } from '../rules/rule';

export type TicketWork = 'create' | 'update' | 'close';

/** Whether every finding behind a ticket counts as remediated (promise 2: exactly then it closes). */
export function isFullyRemediated(
  counts: { total: number; open: number; temporary: number },
  ignoreTemporaryStatuses: boolean,
): boolean {
  return counts.total > 0 && counts.open === 0 && (!ignoreTemporaryStatuses || counts.temporary === 0);
}

/**
 * Decides what a rule's share of a finding asks for, from what is stored alone, so that the same answer comes out
 * after a redelivery, a crash or a rescan: work is asked for until the ticket reflects the counts.
 */
export function decideTicketWork(rule: Rule, share: RuleShare): TicketWork | undefined {
  if (share.ticketId === undefined) return rule.enabled && share.counts.open > 0 ? 'create' : undefined;
  if (share.published === countsKey(share.counts)) return undefined;
  const closes = rule.enabled && rule.autoClose?.enabled === true;
  return closes && isFullyRemediated(share.counts, rule.autoClose?.ignoreTemporaryStatuses ?? true)
    ? 'close'
    : 'update';
}

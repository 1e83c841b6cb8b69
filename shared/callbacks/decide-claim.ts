import type { OutboxHead } from './outbox-rows';

export type ClaimDecision = 'nothing-to-send' | 'somebody-sends' | 'not-yet' | 'send';

/** Why the outbox is looked at: a retry that was scheduled after so many failures, or a wish not to wait. */
export interface ClaimReason {
  retry?: number;
  now?: boolean;
}

/**
 * Decides whether to send from a ticket's outbox. A scheduled retry counts as due whatever the clocks say: the queue's
 * and ours may differ. News that come during a wait are left to the retry, which sends them too.
 * @param now milliseconds
 */
export function decideClaim(
  head: OutboxHead | undefined,
  pending: number,
  now: number,
  { retry, now: asked }: ClaimReason,
): ClaimDecision {
  if (pending === 0) return 'nothing-to-send';
  if (head?.leaseUntil !== undefined && Date.parse(head.leaseUntil) > now) return 'somebody-sends';
  if (head?.nextAttemptAt === undefined || asked === true || retry === head.failures) return 'send';
  return Date.parse(head.nextAttemptAt) > now ? 'not-yet' : 'send';
}

import type { ClaimDecision } from './decide-claim';

export type Remedy = 'send' | 'forget' | 'leave';

/** Between entry and commit lies one call; a writer that takes longer than this is dead (host.json functionTimeout). */
const deadAfterMs = 15 * 60_000;

/**
 * Decides what to do about a ticket whose messages have been waiting for some time: most have a message in the queue
 * that was scheduled or is late, some lost theirs in a crash, and some entries have no message to send any more.
 * @param waitingMs since the oldest entry was written
 */
export function decideResend(standing: ClaimDecision, waitingMs: number): Remedy {
  if (standing === 'send') return 'send';
  return standing === 'nothing-to-send' && waitingMs > deadAfterMs ? 'forget' : 'leave';
}

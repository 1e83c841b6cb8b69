import type { DeliveryOutcome } from './classify-answer';

/** Seconds before each retry of a transient failure: 183 in all (facts: azure-devops.md section 7.4). */
export const transientDelays = [1, 2, 4, 8, 16, 32, 60, 60] as const;

const minutes = 60;
const hours = 60 * minutes;

/** Seconds before each retry of the one notification that puts its subscription on probation: about 36 hours. */
export const probationDelays = [
  20 * minutes,
  40 * minutes,
  80 * minutes,
  160 * minutes,
  320 * minutes,
  640 * minutes,
  15 * hours,
] as const;

/** How often a notification was retried so far. */
export interface Retries {
  transient: number;
  probation: number;
}

export type NextStep =
  | { step: 'complete' }
  | { step: 'retry' | 'probation'; afterSeconds: number }
  /** The subscription gets no more events. */
  | { step: 'disable' };

/**
 * Decides what follows a delivery. A failure on probation is followed by the next long wait, whatever its kind: the short
 * retries are over by then.
 */
export function nextStep(outcome: DeliveryOutcome, retries: Retries): NextStep {
  if (outcome === 'delivered') return { step: 'complete' };
  if (outcome === 'gone') return { step: 'disable' };
  if (outcome === 'transient-failure' && retries.probation === 0) {
    const afterSeconds = transientDelays[retries.transient];
    if (afterSeconds !== undefined) return { step: 'retry', afterSeconds };
  }
  const afterSeconds = probationDelays[retries.probation];
  return afterSeconds === undefined ? { step: 'disable' } : { step: 'probation', afterSeconds };
}

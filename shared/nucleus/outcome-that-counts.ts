import type { WorkOutcome, WorkRecord } from './event-record';

/** How much an outcome says. What was made stays made, whatever a repetition finds or fails at afterwards. */
const weight: Record<WorkOutcome, number> = { failed: 0, unchanged: 1, updated: 2, created: 3, closed: 3 };

/**
 * Decides which of two outcomes of one piece of work an event tells. Messages come twice and in any order: a second
 * try may find nothing left to do, or meet the first one at work.
 */
export const outcomeThatCounts = <T extends Pick<WorkRecord, 'outcome'>>(known: T, next: T): T =>
  weight[next.outcome] >= weight[known.outcome] ? next : known;

import { type RowRange, rowsStartingWith } from '../storage/table';

/** Rows of a ticket's partition that belong to its outbox: the head, and a row per message in their order. */
export const outboxRows: RowRange = rowsStartingWith('o|');

/** Sorts behind the numbers. */
export const headKey = 'o|head';

export const pendingKey = (sequence: number) => `o|${String(sequence).padStart(12, '0')}`;

/**
 * Who sends, and how it went so far. There is a head only while somebody sends or after a failure: whoever writes it
 * under its ETag is the only one to send for this ticket, which keeps messages in order.
 */
export interface OutboxHead {
  /** Until then a sender is at work (ISO). */
  leaseUntil?: string;
  /** Of the oldest message, in a row. */
  failures: number;
  /** When the oldest message is to be tried again (ISO). */
  nextAttemptAt?: string;
}

/** What became of notifications so far. */
export interface DeliveryCounts {
  /** Requests made, retries and copies included. */
  attempts: number;
  delivered: number;
  /** Given up. */
  failed: number;
  /** Events that a subscription on probation missed. */
  lost: number;
  /** By the knob `drop`. */
  dropped: number;
  /** By the knob `duplicate`. */
  duplicated: number;
}

export const noCounts = (): DeliveryCounts => ({
  attempts: 0,
  delivered: 0,
  failed: 0,
  lost: 0,
  dropped: 0,
  duplicated: 0,
});

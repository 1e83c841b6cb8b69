const second = 1;
const minute = 60;
const hour = 3_600;

/** Standard Webhooks 1.0, "Retry schedule": the waits after the first failure, the second, and so on; then daily. */
const schedule = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

const longest = 24 * hour;

/** Waits are up to this much longer, so that what failed together does not come back together. */
const jitter = 0.2;

/**
 * Decides how many seconds to wait after the n-th failure in a row.
 * @param retryAfterSeconds what the endpoint asked for; it may lengthen the wait, to a day at most
 * @param random from 0 to 1
 */
export function callbackRetryDelay(
  failures: number,
  retryAfterSeconds: number | undefined,
  random: number,
): number {
  const planned = (schedule[failures - 1] ?? longest) * (1 + jitter * random);
  return Math.max(planned, Math.min(retryAfterSeconds ?? 0, longest));
}

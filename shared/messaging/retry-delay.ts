import { ProblemError } from '../errors';

/** After this many scheduled attempts a message is left to the broker, which moves it to the dead letters. */
const mostAttempts = 12;

const longestDelaySeconds = 15 * 60;

/** Statuses that say "not now": conflicts, throttling, trouble upstream. Others will not get better by waiting. */
const passing: ReadonlySet<number> = new Set([408, 409, 412, 423, 425, 429, 500, 502, 503, 504]);

/** Whether waiting can cure an error, as far as its status tells. */
export const isPassing = ({ details: { status, retryAfterSeconds } }: ProblemError): boolean =>
  retryAfterSeconds !== undefined || passing.has(status);

/**
 * Decides whether a failed message is tried again later, and after how many seconds. The error's own word counts
 * (`Retry-After`); else the wait doubles.
 * @param attempt 1 for the first
 * @returns undefined to give the message back to the broker at once
 */
export function retryDelaySeconds(error: unknown, attempt: number): number | undefined {
  if (attempt >= mostAttempts || !(error instanceof ProblemError)) return undefined;
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) return Math.min(Math.max(retryAfterSeconds, 1), longestDelaySeconds);
  if (!isPassing(error)) return undefined;
  return Math.min(2 ** attempt, longestDelaySeconds);
}

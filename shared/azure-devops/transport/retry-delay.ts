import { type AzureDevOpsError, InvalidAnswerError, ThrottledError, UnavailableError } from '../errors';

const mostAttempts = 4;
const firstDelayMs = 250;
const longestDelayMs = 8_000;

/**
 * Decides whether a failed request is sent again at once, and after how many milliseconds. Three kinds are: those that
 * were turned away or never left, whatever they are; and those whose outcome is unknown, if repeating them is safe.
 * @param attempt 1 after the first failure
 * @param repeatable reads, dry runs, and writes that a `test /rev` guards
 * @param random 0 to 1: half of the delay is jitter, so that what failed together does not come back together
 * @returns undefined to give up
 */
export function retryDelayMs(
  error: AzureDevOpsError,
  attempt: number,
  repeatable: boolean,
  random: number,
): number | undefined {
  if (attempt >= mostAttempts) return undefined;
  const notCarriedOut = error instanceof ThrottledError || (error instanceof UnavailableError && !error.sent);
  const outcomeUnknown = error instanceof UnavailableError || error instanceof InvalidAnswerError;
  if (!notCarriedOut && !(outcomeUnknown && repeatable)) return undefined;
  // When Azure DevOps said how long, the organization's limiter holds everybody back that long.
  if (error.details.retryAfterSeconds !== undefined) return 0;
  return Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs) * (0.5 + random / 2);
}

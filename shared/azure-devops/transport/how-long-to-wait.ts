import { retryAfterSeconds } from '../answers/retry-after';

/** Below this share of the limit the next requests are spread over the rest of the window. */
const shareToSlowDownAt = 0.1;

/** Remaining and reset are only hints; one answer never stops the organization longer than this because of them. */
const longestHintMs = 5_000;

const numberOf = (header: string | undefined): number | undefined => {
  const number = header === undefined || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(number) ? number : undefined;
};

/**
 * Decides how long an organization is left alone after an answer, in milliseconds. Azure DevOps says it on answers of
 * any status, 200 included (facts: azure-devops.md section 3.7): `Retry-After`, `X-RateLimit-Delay` (seconds),
 * `X-RateLimit-Remaining` of `X-RateLimit-Limit` until `X-RateLimit-Reset` (Unix seconds).
 */
export function howLongToWait(headers: Readonly<Record<string, string | undefined>>, now: number): number {
  const told = Math.max(
    retryAfterSeconds(headers['retry-after'], now) ?? 0,
    numberOf(headers['x-ratelimit-delay']) ?? 0,
  );
  if (told > 0) return told * 1000;
  const remaining = numberOf(headers['x-ratelimit-remaining']);
  const limit = numberOf(headers['x-ratelimit-limit']);
  const reset = numberOf(headers['x-ratelimit-reset']);
  if (remaining === undefined || limit === undefined || reset === undefined) return 0;
  const leftMs = reset * 1000 - now;
  if (leftMs <= 0 || remaining > limit * shareToSlowDownAt) return 0;
  return Math.min(leftMs / Math.max(remaining, 1), longestHintMs);
}

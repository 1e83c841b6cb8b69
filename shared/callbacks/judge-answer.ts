/** What came of posting a message: an answer, or why there was none. */
export type PostResult = { status: number; retryAfterSeconds?: number } | { unreachable: string };

/** A failed attempt, for an administrator to read. */
export interface AttemptFailure {
  reason: string;
  httpStatus?: number;
  retryAfterSeconds?: number;
}

/**
 * Decides whether an answer means that the message was taken: 2xx, and nothing else. A redirect is a failure
 * (Standard Webhooks 1.0, "Response status codes"): it would lead to an address that nobody has allowed.
 * @returns undefined when it was taken
 */
export function judgeAnswer(result: PostResult): AttemptFailure | undefined {
  if ('unreachable' in result) return { reason: result.unreachable };
  const { status, retryAfterSeconds } = result;
  if (status >= 200 && status < 300) return undefined;
  const redirects = status >= 300 && status < 400;
  return {
    reason: `The endpoint answered ${status}.${redirects ? ' Redirects are not followed.' : ''}`,
    httpStatus: status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

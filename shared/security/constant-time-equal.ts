import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that says nothing about where they differ or how long they are. */
export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

/** Whether `presented` is one of `accepted`; all are looked at, so that the time does not tell which one it was. */
export function isOneOfSecrets(presented: string, accepted: readonly string[]): boolean {
  return accepted.reduce((found, secret) => constantTimeEqual(presented, secret) || found, false);
}

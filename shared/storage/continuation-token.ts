import { InvalidRequestError } from '../errors';

/** Tokens go out to callers and come back from them: one that the SDK could not read is the caller's mistake. */
export function assertToken(token: string | undefined): void {
  if (token === undefined) return;
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (typeof read === 'object' && read !== null) return;
  } catch {
    // Told below, with what to do.
  }
  throw new InvalidRequestError('The continuationToken is none of this list. Begin again without one.', [
    { pointer: '/continuationToken', message: 'is not a token of this list' },
  ]);
}

import { InvalidRequestError } from '../errors';

/** The header `Idempotency-Key` of a creating request. @throws InvalidRequestError it is longer than 255 characters */
export function idempotencyKeyOf(header: (name: string) => string | undefined): string | undefined {
  const key = header('idempotency-key')?.trim();
  if (key === undefined || key === '') return undefined;
  if (key.length <= 255) return key;
  throw new InvalidRequestError('The Idempotency-Key may have 255 characters at most.');
}

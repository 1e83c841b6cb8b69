import { textAt } from '../azure-devops/answers/json-values';

const sentences: Partial<Record<string, string>> = {
  ENOTFOUND: 'The host name of the callback URL is not known.',
  ERR_ADDRESS_NOT_PUBLIC:
    'The callback URL leads into a private network, which OUTBOUND_ALLOWED_HOSTS does not allow.',
  ECONNREFUSED: 'Nothing answers at the address of the callback URL.',
  TimeoutError: 'The endpoint did not answer in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The endpoint could not be reached in time.',
};

/** The name of an error is inherited, that of a time limit of ours from another kind than Error. */
const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'unknown';

/** Decides what to tell an administrator of an exchange that failed: never the error's own text, which can hold anything. */
export function sayUnreachable(error: unknown): string {
  const code = textAt(error, 'code') ?? nameOf(error);
  return sentences[code] ?? `The endpoint could not be reached (${code}).`;
}

import { isOneOfSecrets } from '../../../shared/security/constant-time-equal';

export const authLevels = ['anonymous', 'function', 'admin'] as const;
export type AuthLevel = (typeof authLevels)[number];

/** The app's keys; one that is undefined opens nothing. */
export interface HostKeys {
  functionKey?: string;
  masterKey?: string;
}

/** The key a caller presents: the header counts before the query. */
export function presentedKey(
  header: string | string[] | undefined,
  query: URLSearchParams,
): string | undefined {
  const first = Array.isArray(header) ? header[0] : header;
  return first ?? query.get('code') ?? undefined;
}

/** Whether a caller with this key may call a function of this level. The master key opens everything. */
export function mayCall(level: AuthLevel, presented: string | undefined, keys: HostKeys): boolean {
  if (level === 'anonymous') return true;
  if (!presented) return false;
  const accepted = level === 'function' ? [keys.functionKey, keys.masterKey] : [keys.masterKey];
  return isOneOfSecrets(
    presented,
    accepted.filter((key) => key !== undefined),
  );
}

import { ProblemError } from '../errors';
import { isNamedHost } from './outbound';
import { isPublicAddress } from './public-address';

/** Hosts in brackets are IPv6 addresses; those of digits and dots IPv4 (URL standard, "host parsing"). */
const addressIn = (hostname: string): string | undefined => {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^[\d.]+$/.test(hostname) ? hostname : undefined;
};

/**
 * Decides whether messages may be sent to an address: https to the public internet. A host that the setting names may be
 * in a private network; plain HTTP goes only to a host and port that are named exactly. What a name resolves to is
 * checked when it is called (guarded-connector.ts).
 */
export function isAllowedCallback(url: URL, configuredHosts: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (url.protocol === 'http:') return configuredHosts.includes(url.host);
  if (url.protocol !== 'https:') return false;
  if (isNamedHost(url.hostname, url.port, configuredHosts)) return true;
  const address = addressIn(url.hostname);
  if (address !== undefined) return isPublicAddress(address);
  return url.hostname.includes('.') && !/(?:^|\.)(?:localhost|local|internal)\.?$/.test(url.hostname);
}

/** @throws ProblemError 422 callback-url-not-allowed */
export function assertAllowedCallback(url: URL, configuredHosts: readonly string[]): void {
  if (isAllowedCallback(url, configuredHosts)) return;
  throw new ProblemError(
    { status: 422, code: 'callback-url-not-allowed', title: 'Messages may not be sent to this address' },
    `"${url.origin}" is not an allowed callback address. It has to be https, public, and without credentials or a fragment; a host of a private network has to be named in the setting OUTBOUND_ALLOWED_HOSTS.`,
  );
}

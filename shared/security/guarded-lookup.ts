import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

/** A name leads, or an address belongs, to a network that is not the internet. */
export class AddressNotPublicError extends Error {
  override readonly name = 'AddressNotPublicError';
  readonly code = 'ERR_ADDRESS_NOT_PUBLIC';

  constructor(host: string) {
    super(
      `"${host}" is in a network that this app may not call, unless OUTBOUND_ALLOWED_HOSTS names the host.`,
    );
  }
}

/** All addresses of a name. */
export type Resolve = (hostname: string, options: LookupOptions) => Promise<LookupAddress[]>;

const asTheSystemDoes: Resolve = (hostname, options) => lookup(hostname, { ...options, all: true });

async function publicAddresses(
  resolve: Resolve,
  hostname: string,
  options: LookupOptions,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const [first, ...others] = await resolve(hostname, options);
  // One address inside is enough: which one is connected to would be the name server's choice.
  const isFit = first !== undefined && [first, ...others].every(({ address }) => isPublicAddress(address));
  if (!isFit) throw new AddressNotPublicError(hostname);
  return [first, ...others];
}

/**
 * A `lookup` for sockets that answers with public addresses only. What it has checked is what the socket connects to,
 * so that a name cannot lead elsewhere a moment later (DNS rebinding).
 */
export function guardedLookup(resolve: Resolve = asTheSystemDoes): LookupFunction {
  return (hostname, options, callback) => {
    publicAddresses(resolve, hostname, options).then(
      (addresses) => {
        const [{ address, family }] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, address, family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
}

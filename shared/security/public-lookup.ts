import { lookup, type LookupAddress, type LookupAllOptions, type LookupOptions } from 'node:dns';
import { isPublicAddress } from './public-address';

/** A name leads into a private network, or to nothing that may be called. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly code = 'PRIVATE_ADDRESS';
}

type Answer = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves a name for a socket as `dns.lookup` does, and answers public addresses only. The socket connects to what is
 * answered here, so that a name cannot lead elsewhere between the check and the call.
 */
export function publicLookup(
  hostname: string,
  options: LookupOptions,
  answer: Answer,
  resolve: Resolve = lookup,
): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const allowed = error ? [] : addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) answer(error ?? new PrivateAddressError(`${hostname} has no public address.`), []);
    else if (options.all === true) answer(null, allowed);
    else answer(null, first.address, first.family);
  });
}

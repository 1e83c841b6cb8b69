import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { AddressNotPublicError, guardedLookup, type Resolve } from './guarded-lookup';
import { isPublicAddress } from './public-address';
import { isNamedHost } from './outbound';

export interface ConnectorOptions {
  /** Hosts (`name` or `name:port`) that a setting names: they may be anywhere. */
  configuredHosts: readonly string[];
  /** How long a connection may take to be there. */
  timeoutMs: number;
  resolve?: Resolve;
}

/** Connects undici to public addresses, and to hosts that a setting names. */
export function guardedConnector({
  configuredHosts,
  timeoutMs: timeout,
  resolve,
}: ConnectorOptions): buildConnector.connector {
  const anywhere = buildConnector({ timeout });
  const publicOnly = buildConnector({ timeout, lookup: guardedLookup(resolve) });
  return (options, callback) => {
    const { hostname, port } = options;
    const address = hostname.replace(/^\[|\]$/g, '');
    if (isNamedHost(hostname, port, configuredHosts)) anywhere(options, callback);
    // Sockets look no address up, so that the lookup cannot refuse it.
    else if (isIP(address) !== 0 && !isPublicAddress(address))
      callback(new AddressNotPublicError(hostname), null);
    else publicOnly(options, callback);
  };
}

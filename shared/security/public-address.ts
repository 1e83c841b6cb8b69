import ipaddr from 'ipaddr.js';

/** Answers platform requests of virtual machines in Azure from an address that looks public. */
const azureWireServer = '168.63.129.16';

/** All that is routed in IPv6 (RFC 4291, section 2.4); outside of it are forms that embed other addresses. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Decides whether an IP address is one of the internet: not private, loopback, link-local (where metadata services
 * are), shared, multicast, reserved, or a form that leads to such a one through a tunnel or a translator.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || parsed.toString() === azureWireServer) return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(globalUnicast);
}

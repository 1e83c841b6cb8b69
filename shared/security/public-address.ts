import ipaddr from 'ipaddr.js';

/** Answers on every Azure machine as the platform itself, although its range is a public one (Azure, "What is IP address 168.63.129.16?"). */
const azurePlatform = '168.63.129.16';

/**
 * Whether an IP address is one of the public internet: none of a private network, of this machine, of the cloud's
 * metadata service, or of a range set aside for something else (IANA, special-purpose address registries).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return address.range() === 'unicast' && address.toString() !== azurePlatform;
}

import { BlockList, isIP } from 'node:net';
import type { Inputs } from './subscription';

const specialRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  specialRanges.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  specialRanges.addSubnet(network, prefix, 'ipv6');

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

/**
 * What is wrong with the address that events shall go to, or undefined. Azure DevOps refuses localhost, special ranges,
 * and http together with a password (facts: azure-devops.md sections 7.2 and 7.4). Here the loopback interface is
 * allowed, over http too: nothing else can be reached by somebody who tries the connector on one machine.
 */
export function targetProblem({
  url = '',
  basicAuthUsername,
  basicAuthPassword,
}: Inputs): string | undefined {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' && protocol !== 'http:') return `The URL '${url}' must begin with http or https.`;
  if (isLoopback(host)) return undefined;
  const family = isIP(host);
  if (family !== 0 && specialRanges.check(host, family === 4 ? 'ipv4' : 'ipv6'))
    return `The URL '${url}' is not allowed: its address is in a special range.`;
  if (protocol === 'http:' && (basicAuthUsername || basicAuthPassword))
    return 'Basic authentication credentials need an https URL.';
  return undefined;
}

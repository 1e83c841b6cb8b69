import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Whether an address lies in a range. */
export type IpRange = (address: Address) => boolean;

/** An address of either kind; an IPv4 address that is written as IPv6 counts as what it is. */
export function addressOf(text: string): Address | undefined {
  const trimmed = text.trim();
  // The library also reads "10.1" and "0x7f.1"; Nucleus writes all four numbers.
  const isWhole = ipaddr.IPv4.isValidFourPartDecimal(trimmed) || ipaddr.IPv6.isValid(trimmed);
  return isWhole ? ipaddr.process(trimmed) : undefined;
}

const compareBytes = (a: Address, b: Address): number => {
  const other = b.toByteArray();
  for (const [position, byte] of a.toByteArray().entries()) {
    const difference = byte - (other[position] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

function fromTo(first: Address, last: Address): IpRange | undefined {
  if (first.kind() !== last.kind() || compareBytes(first, last) > 0) return undefined;
  return (address) =>
    address.kind() === first.kind() && compareBytes(address, first) >= 0 && compareBytes(address, last) <= 0;
}

function inNetwork(network: string, bits: string): IpRange | undefined {
  const address = addressOf(network);
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (!address || length < 0 || length > address.toByteArray().length * 8) return undefined;
  return (other) => other.kind() === address.kind() && other.match(address, length);
}

/**
 * Reads a range of IPv4 or IPv6 addresses: one address, `10.0.0.0/8`, or `10.0.0.1-10.0.0.9` (facts: nucleus.md section
 * 6.3). undefined if it is none.
 */
export function ipRangeOf(text: string): IpRange | undefined {
  const [network = '', bits, ...rest] = text.trim().split('/');
  if (rest.length > 0) return undefined;
  if (bits !== undefined) return inNetwork(network, bits);
  const [first, last, ...more] = network.split('-').map(addressOf);
  if (!first || more.length > 0) return undefined;
  return network.includes('-') ? last && fromTo(first, last) : fromTo(first, first);
}

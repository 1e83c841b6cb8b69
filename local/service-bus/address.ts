const managementSuffix = '/$management';

/** What a link leads to. */
export type LinkAddress =
  { kind: 'tokens' } | { kind: 'management'; entity: string } | { kind: 'entity'; entity: string };

/** @param address as the client wrote it: a name, or a URL whose path is one. Entity names are the same in any case. */
export function parseAddress(address: string): LinkAddress {
  const name = address.replace(/^(?:amqps?|sb):\/\/[^/]+\//, '').toLowerCase();
  if (name === '$cbs') return { kind: 'tokens' };
  if (name.endsWith(managementSuffix))
    return { kind: 'management', entity: name.slice(0, -managementSuffix.length) };
  return { kind: 'entity', entity: name };
}

import { createHash } from 'node:crypto';
import type { StoredInstance } from './finding-record';

const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A digest of what may show of an instance in a ticket; the day it was last seen is not part of it. */
export const instanceDigest = ({
  status,
  remediation,
  statusEndsAt,
  fields,
}: Omit<StoredInstance, 'digest'>): string =>
  short(JSON.stringify([status, remediation, statusEndsAt ?? null, Object.entries(fields).sort(byName)]));

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

/** One digest of many instances and their definition. The order of the instances plays no part, so they need no sorting. */
export function combinedDigest(definition: Record<string, unknown>, digests: Iterable<string>): string {
  let sum = 0n;
  for (const digest of digests) sum += BigInt(`0x${digest}`);
  const shared = short(JSON.stringify(Object.entries(definition).sort(byName)));
  return `${shared}${BigInt.asUintN(64, sum).toString(16)}`;
}

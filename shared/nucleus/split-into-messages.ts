import { findingPartition } from './finding-store';
import type { FindingInstance } from './finding';
import type { FindingBundle } from './scan-ingest-message';

/** A Standard-tier message may have 256 KiB with its headers; a margin keeps clear of the edge. */
const mostBytes = 180_000;

/** Work enough to be worth a message, little enough that a redelivery repeats little. */
const mostInstances = 500;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/**
 * Splits an event's instances into messages: a unique finding's instances together, unless they are too many for one.
 * The same instances always split the same way, so that a repeated delivery repeats the same messages.
 */
export function splitIntoMessages(instances: readonly FindingInstance[]): FindingBundle[][] {
  const bundles = new Map<string, FindingBundle>();
  for (const { uniqueFinding, ...instance } of instances) {
    const key = findingPartition(uniqueFinding);
    const bundle = bundles.get(key);
    if (bundle) bundle.instances.push(instance);
    else bundles.set(key, { uniqueFinding, instances: [instance] });
  }

  const messages: FindingBundle[][] = [];
  let current: FindingBundle[] = [];
  let bytes = 0;
  let count = 0;
  const flush = () => {
    if (current.length > 0) messages.push(current);
    current = [];
    bytes = 0;
    count = 0;
  };
  for (const { uniqueFinding, instances: all } of bundles.values()) {
    let part: FindingBundle | undefined;
    for (const instance of all) {
      const size = bytesOf(instance) + (part ? 0 : bytesOf(uniqueFinding));
      if (count > 0 && (bytes + size > mostBytes || count >= mostInstances)) {
        flush();
        part = undefined;
      }
      if (!part) {
        part = { uniqueFinding, instances: [] };
        current.push(part);
      }
      part.instances.push(instance);
      bytes += size;
      count++;
    }
  }
  flush();
  return messages;
}

import { inPortions } from '../messaging/in-portions';
import type { FindingInstance } from './finding';
import { findingPartition } from './finding-store';
import type { FindingBundle } from './scan-ingest-message';

/** Work enough to be worth a message, little enough that a redelivery repeats little. */
const mostInstances = 500;

/** A unique finding's instances together, in the order in which the findings came first. */
function bundled(instances: readonly FindingInstance[]): FindingBundle[] {
  const bundles = new Map<string, FindingBundle>();
  for (const { uniqueFinding, ...instance } of instances) {
    const key = findingPartition(uniqueFinding);
    const bundle = bundles.get(key);
    if (bundle) bundle.instances.push(instance);
    else bundles.set(key, { uniqueFinding, instances: [instance] });
  }
  return [...bundles.values()];
}

/**
 * Splits an event's instances into messages: a unique finding's instances together, unless they are too many for one.
 * The same instances always split the same way, so that a repeated delivery repeats the same messages.
 */
export function splitIntoMessages(instances: readonly FindingInstance[]): FindingBundle[][] {
  const inOrder = bundled(instances).flatMap(({ uniqueFinding, instances: own }) =>
    own.map((instance) => ({ uniqueFinding, ...instance })),
  );
  return inPortions(inOrder, mostInstances).map(bundled);
}

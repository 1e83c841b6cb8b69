import type { FindingHeader, StoredInstance } from '../../shared/nucleus/finding-record';
import { knownAsOf } from '../../shared/nucleus/known-as-of';

/** What is known of a finding, whether its dates are kept on the header or with each instance. */
export function meaningOf(header: FindingHeader | undefined, instances: ReadonlyMap<string, StoredInstance>) {
  return {
    definition: header?.definition,
    counts: header?.counts,
    shares: header?.shares,
    instances: [...instances.values()]
      .map((instance) => {
        const meaning = { ...instance, asOf: knownAsOf(instance, header?.confirmedAsOf) };
        delete meaning.cameLate;
        return meaning;
      })
      .sort((a, b) => a.instanceId.localeCompare(b.instanceId)),
  };
}

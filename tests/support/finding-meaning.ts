import type { FindingHeader, RuleShare, StoredInstance } from '../../shared/nucleus/finding-record';
import { knownAsOf } from '../../shared/nucleus/known-as-of';

/** What is known of a finding, whether its dates are kept on the header or with each instance. */
export function meaningOf(
  header: FindingHeader | undefined,
  instances: ReadonlyMap<string, StoredInstance>,
  shares: ReadonlyMap<string, RuleShare>,
) {
  return {
    definition: header?.definition,
    counts: header?.counts,
    // How often a share has changed on the way is no part of what it says.
    shares: [...shares.values()]
      .map((share) => ({ ...share, version: 0, assets: [...share.assets].sort() }))
      .sort((a, b) => a.group.localeCompare(b.group)),
    instances: [...instances.values()]
      .map((instance) => {
        const meaning = { ...instance, asOf: knownAsOf(instance, header?.confirmedAsOf) };
        delete meaning.cameLate;
        return meaning;
      })
      .sort((a, b) => a.instanceId.localeCompare(b.instanceId)),
  };
}

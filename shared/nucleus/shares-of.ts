import type { Group } from '../rules/group-of';
import { countInstances, type RuleShare, type StoredInstance } from './finding-record';
import type { RawFinding } from './finding';
import { combinedDigest } from './instance-digest';
import { textOf } from './loose-values';
import { highestSeverity } from './severity';

/** Enough to recognise what is affected; the finding has them all. */
const mostAssets = 5;

/** A severity as it counts: adjusted in Nucleus, else the scanner's (facts: nucleus.md section 4). */
export const severityOf = (fields: RawFinding): string | undefined =>
  textOf(fields.finding_severity_adjusted) ?? textOf(fields.finding_severity);

export const assetName = ({ fields, instanceId }: StoredInstance): string =>
  textOf(fields.asset_name) ?? textOf(fields.host_name) ?? instanceId.split('\n')[0] ?? instanceId;

/** Whose group a key is (`groupOf`). */
export const ruleIdOf = (group: string): string => group.slice(0, group.indexOf('|'));

function shareOf(
  group: string,
  owned: readonly StoredInstance[],
  definition: RawFinding,
  before: RuleShare | undefined,
  values: Group['values'],
): RuleShare {
  const open = owned.filter(({ remediation }) => remediation === 'open');
  const severity =
    highestSeverity((open.length > 0 ? open : owned).map(({ fields }) => severityOf(fields))) ??
    severityOf(definition);
  // In an order of their own: that of the rows changes with what is told first.
  const namesOf = (instances: readonly StoredInstance[]) => [...new Set(instances.map(assetName))].sort();
  const shown = [...new Set([...namesOf(open), ...namesOf(owned)])].slice(0, mostAssets);
  const state = combinedDigest(
    definition,
    owned.map(({ digest }) => digest),
  );
  const name = textOf(definition.finding_name);
  const { ticketId, published } = before ?? {};
  return {
    group,
    ruleId: ruleIdOf(group),
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(name === undefined ? {} : { name }),
    counts: countInstances(owned),
    ...(severity === undefined ? {} : { severity }),
    assets: shown,
    state,
    version: (before?.version ?? 0) + (before?.state === state ? 0 : 1),
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(published === undefined ? {} : { published }),
  };
}

/**
 * Decides what each group has of a unique finding. Always from all instances, so that whatever a crash left half-done is
 * made good. A group that has a ticket stays, though nothing of the finding may be left in it.
 * @param values what groups have in common, by key, where it is known
 */
export function sharesOf(
  definition: RawFinding,
  instances: Iterable<StoredInstance>,
  before: ReadonlyMap<string, RuleShare>,
  values: ReadonlyMap<string, Group['values']>,
): Map<string, RuleShare> {
  const byGroup = new Map<string, StoredInstance[]>();
  for (const [group, share] of before) if (share.ticketId !== undefined) byGroup.set(group, []);
  for (const instance of instances) {
    if (instance.group === undefined) continue;
    const owned = byGroup.get(instance.group);
    if (owned) owned.push(instance);
    else byGroup.set(instance.group, [instance]);
  }
  return new Map(
    [...byGroup].map(([group, owned]) => {
      const known = before.get(group);
      return [group, shareOf(group, owned, definition, known, known?.values ?? values.get(group) ?? {})];
    }),
  );
}

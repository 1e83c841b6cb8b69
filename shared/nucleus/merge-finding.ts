import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../rules/rule';
import { chooseRule } from '../rules/choose-rule';
import type { FindingInstance, RawFinding, UniqueFindingId } from './finding';
import { countInstances, type FindingHeader, type RuleShare, type StoredInstance } from './finding-record';
import { splitFields } from './split-fields';

/** A unique finding as stored: its header, if it is known, and its instances by id. */
export interface KnownFinding {
  header?: FindingHeader;
  instances: ReadonlyMap<string, StoredInstance>;
}

export interface MergedFinding {
  header: FindingHeader;
  /** Instances to write. */
  changed: StoredInstance[];
  /** Whether anything has to be written at all. */
  headerChanged: boolean;
}

const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a);

/**
 * One instance after news of it. Older news than what is stored changes nothing; news without a status keeps the status.
 * @returns undefined when nothing changed but the date
 */
function mergeInstance(
  stored: StoredInstance | undefined,
  knownAsOf: string,
  news: FindingInstance,
  own: RawFinding,
): StoredInstance | undefined {
  if (stored && news.asOf < knownAsOf) return undefined;
  const keepsStatus = news.status === undefined && stored !== undefined;
  const merged: StoredInstance = {
    instanceId: news.instanceId,
    status: news.status ?? stored?.status ?? 'active',
    remediation: keepsStatus ? stored.remediation : news.remediation,
    asOf: news.asOf,
    // News may tell only what changed: fields that it does not mention stay.
    fields: { ...stored?.fields, ...own },
  };
  const statusEndsAt = keepsStatus ? stored.statusEndsAt : news.statusEndsAt;
  if (statusEndsAt !== undefined) merged.statusEndsAt = statusEndsAt;
  if (stored?.ruleId !== undefined) merged.ruleId = stored.ruleId;
  return stored && isDeepStrictEqual({ ...stored, asOf: '' }, { ...merged, asOf: '' }) ? undefined : merged;
}

/** The rule an instance belongs to: the one whose ticket covers it already, else the first that matches. */
function ownerOf(
  instance: StoredInstance,
  definition: RawFinding,
  id: UniqueFindingId,
  shares: Record<string, RuleShare>,
  rules: readonly Rule[],
): string | undefined {
  const { ruleId } = instance;
  if (ruleId !== undefined && shares[ruleId]?.ticketId !== undefined) return ruleId;
  return chooseRule(rules, id.nucleusProjectId, { ...definition, ...instance.fields })?.id;
}

function sharesOf(
  instances: Iterable<StoredInstance>,
  before: Record<string, RuleShare>,
): Record<string, RuleShare> {
  const byRule = new Map<string, StoredInstance[]>(
    Object.entries(before).flatMap(([ruleId, share]) => (share.ticketId === undefined ? [] : [[ruleId, []]])),
  );
  for (const instance of instances) {
    if (instance.ruleId === undefined) continue;
    const owned = byRule.get(instance.ruleId);
    if (owned) owned.push(instance);
    else byRule.set(instance.ruleId, [instance]);
  }
  return Object.fromEntries(
    [...byRule].map(([ruleId, owned]) => [ruleId, { ...before[ruleId], counts: countInstances(owned) }]),
  );
}

/**
 * Decides what a unique finding looks like after news about some of its instances: what has to be written, and nothing
 * if nothing changed.
 * @param rules the enabled and disabled rules in order
 */
export function mergeFinding(
  id: UniqueFindingId,
  known: KnownFinding,
  news: readonly FindingInstance[],
  rules: readonly Rule[],
  now: Date,
): MergedFinding {
  const before = known.header;
  let definition = before?.definition ?? {};
  const instances = new Map(known.instances);
  const changed = new Map<string, StoredInstance>();
  const confirmed = new Map<string, string>();

  for (const item of news) {
    const stored = instances.get(item.instanceId);
    const knownAsOf = stored ? later(stored.asOf, before?.confirmedAsOf) : item.asOf;
    if (item.asOf < knownAsOf) continue;
    const { definition: shared, own } = splitFields(item.fields);
    definition = { ...definition, ...shared };
    confirmed.set(item.instanceId, later(item.asOf, confirmed.get(item.instanceId)));
    const merged = mergeInstance(stored, knownAsOf, item, own);
    if (!merged) continue;
    instances.set(item.instanceId, merged);
    changed.set(item.instanceId, merged);
  }

  for (const [instanceId, instance] of instances) {
    const ruleId = ownerOf(instance, definition, id, before?.shares ?? {}, rules);
    if (ruleId === instance.ruleId) continue;
    const { ruleId: _, ...unowned } = instance;
    const owned = ruleId === undefined ? unowned : { ...unowned, ruleId };
    instances.set(instanceId, owned);
    changed.set(instanceId, owned);
  }

  // Seen again as they were: one date on the header if that holds for all of them, else a date on each.
  let confirmedAsOf = before?.confirmedAsOf;
  if (changed.size === 0 && confirmed.size > 0) {
    const oldest = [...confirmed.values()].reduce((a, b) => (a < b ? a : b));
    if (confirmed.size === instances.size) confirmedAsOf = later(oldest, confirmedAsOf);
  }
  if (confirmedAsOf === before?.confirmedAsOf) {
    for (const [instanceId, asOf] of confirmed) {
      const instance = instances.get(instanceId);
      if (instance && later(instance.asOf, confirmedAsOf) < asOf)
        changed.set(instanceId, { ...instance, asOf });
    }
  }

  const header: FindingHeader = {
    id,
    definition,
    counts: countInstances(instances.values()),
    shares: sharesOf(instances.values(), before?.shares ?? {}),
    ...(confirmedAsOf === undefined ? {} : { confirmedAsOf }),
    updatedAt: now.toISOString(),
  };
  const headerChanged =
    !before || !isDeepStrictEqual({ ...before, updatedAt: '' }, { ...header, updatedAt: '' });
  return { header, changed: [...changed.values()], headerChanged };
}

import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../rules/rule';
import { chooseRule } from '../rules/choose-rule';
import type { FindingInstance, RawFinding, UniqueFindingId } from './finding';
import { countInstances, type FindingHeader, type RuleShare, type StoredInstance } from './finding-record';
import { dated, knownAsOf, later } from './known-as-of';
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
  /** All instances as they are then, by id; a date may lag, where nothing else changed. */
  instances: ReadonlyMap<string, StoredInstance>;
  /** Whether anything has to be written at all. */
  headerChanged: boolean;
}

/** Fields after newer ones: what these do not mention stays, what they say is nothing (null) goes. */
const mergeFields = (stored: RawFinding, newer: RawFinding): RawFinding =>
  Object.fromEntries(Object.entries({ ...stored, ...newer }).filter(([, value]) => value !== null));

/**
 * One instance after news that is not older than what is stored; news without a status keeps the status.
 * @returns undefined when nothing changed but the date
 */
function mergeInstance(
  stored: StoredInstance | undefined,
  news: FindingInstance,
  own: RawFinding,
): StoredInstance | undefined {
  const keepsStatus = news.status === undefined && stored !== undefined;
  const merged: StoredInstance = {
    instanceId: news.instanceId,
    status: news.status ?? stored?.status ?? 'active',
    remediation: keepsStatus ? stored.remediation : news.remediation,
    asOf: news.asOf,
    fields: mergeFields(stored?.fields ?? {}, own),
  };
  const statusEndsAt = keepsStatus ? stored.statusEndsAt : news.statusEndsAt;
  if (statusEndsAt !== undefined) merged.statusEndsAt = statusEndsAt;
  if (stored?.ruleId !== undefined) merged.ruleId = stored.ruleId;
  const undated = { asOf: '', cameLate: undefined };
  return stored && isDeepStrictEqual({ ...stored, ...undated }, { ...merged, ...undated })
    ? undefined
    : merged;
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
  let definitionAsOf = before?.definitionAsOf ?? '';
  const instances = new Map(known.instances);
  const changed = new Map<string, StoredInstance>();
  const confirmed = new Map<string, string>();

  for (const item of news) {
    const stored = instances.get(item.instanceId);
    if (stored && item.asOf < later(knownAsOf(stored, before?.confirmedAsOf), confirmed.get(item.instanceId)))
      continue;
    const { definition: shared, own } = splitFields(item.fields);
    definition = item.asOf >= definitionAsOf ? { ...definition, ...shared } : { ...shared, ...definition };
    definitionAsOf = later(item.asOf, definitionAsOf);
    confirmed.set(item.instanceId, later(item.asOf, confirmed.get(item.instanceId)));
    const merged = mergeInstance(stored, item, own);
    if (!merged) continue;
    const current = dated(merged, item.asOf, before?.confirmedAsOf);
    instances.set(item.instanceId, current);
    changed.set(item.instanceId, current);
  }

  for (const [instanceId, instance] of instances) {
    const ruleId = ownerOf(instance, definition, id, before?.shares ?? {}, rules);
    if (ruleId === instance.ruleId) continue;
    const owned = { ...instance };
    if (ruleId === undefined) delete owned.ruleId;
    else owned.ruleId = ruleId;
    instances.set(instanceId, owned);
    changed.set(instanceId, owned);
  }

  // Seen again as they were: one date on the header where that holds for all of them, else a date on each.
  const seenLater = (confirmedAsOf: string | undefined) =>
    [...confirmed].flatMap(([instanceId, asOf]) => {
      const instance = instances.get(instanceId);
      return instance && knownAsOf(instance, confirmedAsOf) < asOf ? [{ instance, asOf }] : [];
    });
  let confirmedAsOf = before?.confirmedAsOf;
  if (changed.size === 0 && confirmed.size === instances.size && seenLater(confirmedAsOf).length > 0) {
    const oldest = [...confirmed.values()].reduce((a, b) => (a < b ? a : b));
    confirmedAsOf = later(oldest, confirmedAsOf);
  }
  for (const { instance, asOf } of seenLater(confirmedAsOf)) {
    changed.set(instance.instanceId, dated(instance, asOf, confirmedAsOf));
  }

  const header: FindingHeader = {
    id,
    definition,
    definitionAsOf,
    counts: countInstances(instances.values()),
    shares: sharesOf(instances.values(), before?.shares ?? {}),
    ...(confirmedAsOf === undefined ? {} : { confirmedAsOf }),
    updatedAt: now.toISOString(),
  };
  const headerChanged =
    !before || !isDeepStrictEqual({ ...before, updatedAt: '' }, { ...header, updatedAt: '' });
  return { header, changed: [...changed.values()], instances, headerChanged };
}

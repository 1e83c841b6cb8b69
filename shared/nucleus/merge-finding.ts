import { isDeepStrictEqual } from 'node:util';
import { chooseRule } from '../rules/choose-rule';
import type { CompiledRule } from '../rules/compile-rule';
import { type Group, groupOf } from '../rules/group-of';
import { endStatus } from './end-status';
import type { FindingInstance, RawFinding, UniqueFindingId } from './finding';
import { countInstances, type FindingHeader, type RuleShare, type StoredInstance } from './finding-record';
import { instanceDigest } from './instance-digest';
import { dated, knownAsOf, later } from './known-as-of';
import { sharesOf } from './shares-of';
import { splitFields } from './split-fields';

/** A unique finding as stored: its header, if it is known, its instances by id and its shares by group. */
export interface KnownFinding {
  header?: FindingHeader;
  instances: ReadonlyMap<string, StoredInstance>;
  shares: ReadonlyMap<string, RuleShare>;
}

export interface MergedFinding {
  header: FindingHeader;
  headerChanged: boolean;
  /** Instances to write. */
  changed: StoredInstance[];
  /** Shares to write, and the groups whose shares are to go. */
  changedShares: RuleShare[];
  removedGroups: string[];
  /** All instances and shares as they are then; a date may lag, where nothing else changed. */
  instances: ReadonlyMap<string, StoredInstance>;
  shares: ReadonlyMap<string, RuleShare>;
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
  const merged: Omit<StoredInstance, 'digest'> = {
    instanceId: news.instanceId,
    status: news.status ?? stored?.status ?? 'active',
    remediation: keepsStatus ? stored.remediation : news.remediation,
    asOf: news.asOf,
    fields: mergeFields(stored?.fields ?? {}, own),
  };
  const statusEndsAt = keepsStatus ? stored.statusEndsAt : news.statusEndsAt;
  if (statusEndsAt !== undefined) merged.statusEndsAt = statusEndsAt;
  if (stored?.group !== undefined) merged.group = stored.group;
  const digested: StoredInstance = { ...merged, digest: instanceDigest(merged) };
  const undated = { asOf: '', cameLate: undefined };
  return stored && isDeepStrictEqual({ ...stored, ...undated }, { ...digested, ...undated })
    ? undefined
    : digested;
}

/**
 * Decides what a unique finding looks like now, after news about some of its instances, or none: what has to be written,
 * and nothing if nothing changed. An instance belongs to the group whose ticket covers it already, else to its group of
 * the first rule that matches.
 * @param rules the enabled and disabled rules in order
 */
export function mergeFinding(
  id: UniqueFindingId,
  known: KnownFinding,
  news: readonly FindingInstance[],
  rules: readonly CompiledRule[],
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

  const put = (instance: StoredInstance) => {
    instances.set(instance.instanceId, instance);
    changed.set(instance.instanceId, instance);
  };
  for (const instance of instances.values()) {
    const ended = endStatus(instance, now);
    if (ended) put({ ...ended, digest: instanceDigest(ended) });
  }

  const values = new Map<string, Group['values']>();
  for (const instance of instances.values()) {
    if (instance.group !== undefined && known.shares.get(instance.group)?.ticketId !== undefined) continue;
    const fields = { ...definition, ...instance.fields };
    const rule = chooseRule(rules, id.nucleusProjectId, fields, now);
    const group = rule && groupOf(rule, id, fields);
    if (group) values.set(group.key, group.values);
    if (group?.key === instance.group) continue;
    const { group: _, ...ungrouped } = instance;
    put(group ? { ...ungrouped, group: group.key } : ungrouped);
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
    ...(confirmedAsOf === undefined ? {} : { confirmedAsOf }),
    updatedAt: now.toISOString(),
  };
  const headerChanged =
    !before || !isDeepStrictEqual({ ...before, updatedAt: '' }, { ...header, updatedAt: '' });
  const shares = sharesOf(definition, instances.values(), known.shares, values);
  const changedShares = [...shares.values()].filter(
    (share) => !isDeepStrictEqual(share, known.shares.get(share.group)),
  );
  const removedGroups = [...known.shares.keys()].filter((group) => !shares.has(group));
  return {
    header,
    headerChanged,
    changed: [...changed.values()],
    changedShares,
    removedGroups,
    instances,
    shares,
  };
}

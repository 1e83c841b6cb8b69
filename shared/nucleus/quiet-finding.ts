import { createHash } from 'node:crypto';
import type { CompiledRule } from '../rules/compile-rule';
import type { FindingInstance } from './finding';
import type { FindingHeader, QuietNews } from './finding-record';
import { later } from './known-as-of';
import type { MergedFinding } from './merge-finding';

/**
 * Most findings of a programme are for no rule, and most of what a scan says of them was said by the scan before. Where the
 * same is said again of all their instances, the header alone tells so: one row is read and written instead of all.
 */

const digestOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

const byInstance = (a: FindingInstance, b: FindingInstance) => (a.instanceId < b.instanceId ? -1 : 1);

/** A digest of what news says, whenever it says it and in whichever order. */
const newsDigest = (news: readonly FindingInstance[]) =>
  digestOf(
    [...news]
      .sort(byInstance)
      .map(({ instanceId, status, remediation, statusEndsAt, fields }) => [
        instanceId,
        status ?? null,
        remediation,
        statusEndsAt ?? null,
        fields,
      ]),
  );

/** The one date of news; undefined where parts of it have different ones. */
function onlyDate(news: readonly FindingInstance[]): string | undefined {
  const [first] = news;
  return first && news.every(({ asOf }) => asOf === first.asOf) ? first.asOf : undefined;
}

/** Values such as `now-30d` in criteria (shared/rules/criteria/comparable.ts). */
const movesWithTime = ({ rule: { findingCriteria, assetCriteria } }: CompiledRule) =>
  /"\s*now/i.test(JSON.stringify([findingCriteria, assetCriteria]));

/** Which rules were asked. undefined if what they say may change by itself, as time passes. */
const rulesDigest = (rules: readonly CompiledRule[]): string | undefined =>
  rules.some(movesWithTime)
    ? undefined
    : digestOf(rules.map(({ rule: { id, updatedAt } }) => [id, updatedAt]));

/**
 * What to remember with the header after a merge: that the same news, under the same rules, would change nothing. Only where
 * it was about all instances, none has a date of its own or a status that ends, and no ticket is concerned.
 */
export function quietAfter(
  merged: MergedFinding,
  news: readonly FindingInstance[],
  rules: readonly CompiledRule[],
  before: QuietNews | undefined,
): QuietNews | undefined {
  const changesNothing = merged.changed.length === 0 && !merged.headerChanged && merged.shares.size === 0;
  return quietNews(merged, news, rules) ?? (changesNothing ? before : undefined);
}

function quietNews(
  { header, shares, ...merged }: MergedFinding,
  news: readonly FindingInstance[],
  rules: readonly CompiledRule[],
): QuietNews | undefined {
  const asOf = onlyDate(news);
  const rulesKey = rulesDigest(rules);
  if (asOf === undefined || rulesKey === undefined) return undefined;
  const instances = [...merged.instances.values()];
  const isAboutAll =
    news.length === instances.length && news.every(({ instanceId }) => merged.instances.has(instanceId));
  const isNewest =
    later(header.definitionAsOf, header.confirmedAsOf) <= asOf &&
    instances.every((instance) => instance.cameLate === undefined && instance.asOf <= asOf);
  if (!isAboutAll || !isNewest || shares.size > 0 || header.counts.temporary > 0) return undefined;
  return { news: newsDigest(news), rules: rulesKey, asOf };
}

/**
 * The header after news that says again what is known, as a merge would leave it.
 * @returns undefined if a merge is needed to know
 */
export function confirmedHeader(
  header: FindingHeader,
  news: readonly FindingInstance[],
  rules: readonly CompiledRule[],
  now: Date,
): FindingHeader | undefined {
  const { quiet } = header;
  const asOf = onlyDate(news);
  if (!quiet || asOf === undefined || asOf < quiet.asOf) return undefined;
  if (quiet.rules !== rulesDigest(rules) || quiet.news !== newsDigest(news)) return undefined;
  if (asOf === quiet.asOf) return header;
  return {
    ...header,
    definitionAsOf: later(asOf, header.definitionAsOf),
    confirmedAsOf: later(asOf, header.confirmedAsOf),
    quiet: { ...quiet, asOf },
    updatedAt: now.toISOString(),
  };
}

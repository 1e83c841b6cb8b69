import { dateOf, textOf } from '../nucleus/loose-values';
import { isObject } from '../sync/lenient-json';

/** How far the pull of a project is. */
export interface PullCursor {
  /** Findings of scans from here on are asked for (ISO 8601); undefined before the first round is through. */
  since?: string;
  /** Names the round; part of the ids of its events. */
  round: string;
  /** Offset of the next page of this round. */
  start: number;
  /** The newest scan date of this round (ISO 8601). */
  newest?: string;
  /** Digests of this round's pages and of the last one's: a page that is the same as in the last round is no news. */
  pages: string[];
  pagesBefore: string[];
}

/**
 * Rounds overlap by this much: offsets shift while findings come and go, and people change the status of a finding without
 * a new scan.
 */
const overlapMs = 24 * 60 * 60 * 1000;

/** Pages beyond are always taken for news. */
const mostDigests = 1_000;

export const newCursor = (now: Date): PullCursor => ({
  round: now.toISOString(),
  start: 0,
  pages: [],
  pagesBefore: [],
});

/** Nucleus's form of a date (facts: nucleus.md section 12.1). */
export const nucleusDate = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

/** A date that lies ahead would make later rounds miss everything. */
function newestScan(findings: readonly unknown[], now: Date): string | undefined {
  const dates = findings.flatMap((finding) => {
    const date = isObject(finding) ? dateOf(textOf(finding.scan_date)) : undefined;
    return date && date <= now ? [date.toISOString()] : [];
  });
  return dates.sort().at(-1);
}

/** Whether the page says nothing that the last round has not said at the same place. */
export const isAsBefore = (cursor: PullCursor, digest: string): boolean =>
  cursor.pagesBefore[cursor.pages.length] === digest;

/**
 * The cursor after a page has been taken in. A page that is not full ends the round; the next begins a day before the newest
 * scan of this one.
 */
export function afterPage(
  cursor: PullCursor,
  findings: readonly unknown[],
  digest: string,
  limit: number,
  now: Date,
): PullCursor {
  const newest = [cursor.newest, newestScan(findings, now)]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  const pages = cursor.pages.length < mostDigests ? [...cursor.pages, digest] : cursor.pages;
  if (findings.length >= limit) {
    return {
      ...cursor,
      start: cursor.start + findings.length,
      pages,
      ...(newest === undefined ? {} : { newest }),
    };
  }
  const since = newest === undefined ? cursor.since : new Date(Date.parse(newest) - overlapMs).toISOString();
  const next = { ...newCursor(now), ...(since === undefined ? {} : { since }) };
  // Pages of another window are other pages.
  return { ...next, pagesBefore: since === cursor.since ? pages : [] };
}

import { type FindingCounts, noCounts } from '../nucleus/finding-record';
import { highestSeverity } from '../nucleus/severity';
import type { TicketFinding } from './ticket';

/** The sum over all findings behind a ticket, kept with it, so that a ticket of many findings need not read them all. */
export interface FindingsBehind {
  counts: FindingCounts;
  /** Findings with something open, by their severity. */
  openBySeverity: Record<string, number>;
}

const nothingBehind: FindingsBehind = { counts: noCounts, openBySeverity: {} };

function add(behind: FindingsBehind, { counts, severity }: TicketFinding, sign: 1 | -1): FindingsBehind {
  const sum: FindingCounts = {
    total: behind.counts.total + sign * counts.total,
    open: behind.counts.open + sign * counts.open,
    remediated: behind.counts.remediated + sign * counts.remediated,
    temporary: behind.counts.temporary + sign * counts.temporary,
  };
  if (severity === undefined || counts.open === 0) return { ...behind, counts: sum };
  const number = (behind.openBySeverity[severity] ?? 0) + sign;
  const { [severity]: _, ...others } = behind.openBySeverity;
  return { counts: sum, openBySeverity: number > 0 ? { ...others, [severity]: number } : others };
}

/** What is behind a ticket after some findings have told it how they stand now. */
export function afterTelling(
  behind: FindingsBehind | undefined,
  before: readonly TicketFinding[],
  after: readonly TicketFinding[],
): FindingsBehind {
  const without = before.reduce((sum, finding) => add(sum, finding, -1), behind ?? nothingBehind);
  return after.reduce((sum, finding) => add(sum, finding, 1), without);
}

export const behindOf = (findings: readonly TicketFinding[]): FindingsBehind =>
  afterTelling(undefined, [], findings);

/** The severity of a ticket: the highest of what is open. undefined when nothing is, which says nothing. */
export const severityBehind = ({ openBySeverity }: FindingsBehind): string | undefined =>
  highestSeverity(Object.keys(openBySeverity));

import { severityRank } from '../nucleus/severity';
import type { TicketFinding } from '../tickets/ticket';
import { mostRows } from './asset-table';
import type { TextTable } from './text-table';

/** The order in which findings matter: open ones first, the highest severity first, then by number. */
export const byImportance = (a: TicketFinding, b: TicketFinding): number =>
  Number(b.counts.open > 0) - Number(a.counts.open > 0) ||
  severityRank(a.severity ?? '') - severityRank(b.severity ?? '') ||
  a.id.findingNumber.localeCompare(b.id.findingNumber) ||
  a.id.scanType.localeCompare(b.id.scanType);

function assetsOf({ assets = [], counts }: TicketFinding): string {
  const more = counts.total - assets.length;
  return more > 0 && assets.length > 0 ? `${assets.join(', ')} and ${more} more` : assets.join(', ');
}

/** The findings behind a ticket that is for more than one. */
export function findingTable(findings: readonly TicketFinding[]): TextTable {
  const rows = [...findings]
    .sort(byImportance)
    .slice(0, mostRows)
    .map((finding) => [
      finding.name ?? finding.id.findingNumber,
      finding.severity ?? '',
      String(finding.counts.open),
      String(finding.counts.temporary),
      String(finding.counts.remediated),
      assetsOf(finding),
    ]);
  return {
    titles: ['Finding', 'Severity', 'Open', 'Temporary', 'Remediated', 'Assets'],
    rows,
    more: findings.length - rows.length,
  };
}

import { findingTable } from '../../../shared/rules/finding-table';
import { aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aTicketFinding } from '../../support/builders/a-ticket';

const finding = (findingNumber: string, severity: string, open: number, assets: string[] = []) =>
  aTicketFinding({
    id: aUniqueFindingId({ findingNumber }),
    name: `Fault ${findingNumber}`,
    severity,
    counts: someCounts(open, 0, 1),
    assets,
  });

describe('findingTable', () => {
  it('lists what matters most first', () => {
    const { rows } = findingTable([
      finding('d', 'Critical', 0),
      finding('c', 'Low', 1),
      finding('b', 'Critical', 1),
      finding('a', 'Low', 1),
    ]);
    expect(rows.map(([name]) => name)).toEqual(['Fault b', 'Fault a', 'Fault c', 'Fault d']);
  });

  it('names some assets and counts the others', () => {
    const { rows } = findingTable([finding('a', 'High', 6, ['pay-1', 'pay-2'])]);
    expect(rows).toEqual([['Fault a', 'High', '6', '0', '1', 'pay-1, pay-2 and 5 more']]);
  });

  it('lists fifty and counts the rest', () => {
    const { rows, more } = findingTable(Array.from({ length: 70 }, (_, i) => finding(String(i), 'Low', 1)));
    expect([rows.length, more]).toEqual([50, 20]);
  });

  it('names a finding without a name by its number', () => {
    expect(findingTable([aTicketFinding({ name: undefined })]).rows[0]?.[0]).toBe('CVE-2026-1001');
  });
});

import { sumCounts } from '../../../shared/tickets/ticket';
import { toTicketDetails, toTicketView } from '../../../shared/tickets/ticket-view';
import { someCounts } from '../../support/builders/a-finding';
import { aComment, aTicket, aTicketFinding, aTicketRecord } from '../../support/builders/a-ticket';

const findings = [
  aTicketFinding({ counts: someCounts(1, 2, 3) }),
  aTicketFinding({ counts: someCounts(4, 0, 1) }),
];

describe('sumCounts', () => {
  it('sums the findings behind a ticket', () => expect(sumCounts(findings)).toEqual(someCounts(5, 2, 4)));
  it('is nothing for none', () => expect(sumCounts([])).toEqual(someCounts(0, 0, 0)));
});

describe('toTicketView', () => {
  it('shows the record and the counts, and nothing that is only for us', () => {
    const record = aTicketRecord({ closedByConnector: true });
    const { closedByConnector, ...shown } = record;
    expect(closedByConnector).toBe(true);
    expect(toTicketView(record, findings)).toEqual({ ...shown, findings: someCounts(5, 2, 4) });
  });
});

describe('toTicketDetails', () => {
  const details = toTicketDetails(
    aTicket({
      comments: [aComment({ postKey: 'key-1' })],
      timeline: [
        { at: '2026-03-01T00:00:00.000Z', source: 'rule', event: 'created' },
        { at: '2026-03-02T00:00:00.000Z', source: 'azure-devops-webhook', event: 'changed' },
      ],
    }),
  );

  it('names findings as Nucleus does', () => {
    expect(details.findingDetails).toEqual([
      {
        project_id: '12',
        scan_type: 'AZURE',
        finding_number: 'CVE-2026-1001',
        finding_name: 'Outdated TLS library',
        finding_severity: 'Critical',
        ...someCounts(1, 0, 0),
      },
    ]);
  });

  it('shows the newest of the timeline first', () => {
    expect(details.timeline.map(({ event }) => event)).toEqual(['changed', 'created']);
  });

  it('shows comments without what is only for us', () => {
    expect(details.comments).toEqual([
      {
        id: 40001,
        author: 'Mika Lund',
        html: '<div>Looking into it</div>',
        createdAt: '2026-03-02T09:00:00.000Z',
        source: 'azure-devops',
      },
    ]);
  });
});

import { toTicketDetails, toTicketView } from '../../../shared/tickets/ticket-view';
import { someCounts } from '../../support/builders/a-finding';
import { aComment, aTicket, aTicketRecord } from '../../support/builders/a-ticket';

describe('toTicketView', () => {
  it('shows the record and the counts, and nothing that is only for us', () => {
    const shown = aTicketRecord();
    const record = {
      ...shown,
      closedByConnector: true,
      group: 'rule-1|group',
      behind: { counts: someCounts(5, 2, 4), openBySeverity: { Critical: 5 } },
      managed: { part: 'digest', fields: {} },
    };
    expect(toTicketView(record)).toEqual({ ...shown, findings: someCounts(5, 2, 4) });
  });

  it('counts nothing where nothing is behind it', () => {
    expect(toTicketView(aTicketRecord()).findings).toEqual(someCounts(0, 0, 0));
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

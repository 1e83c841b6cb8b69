import { InvalidRequestError } from '../../../shared/errors';
import { toTicketFindings } from '../../../shared/tickets/ticket-findings';
import { aRawFinding, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';

const read = (findings: Record<string, unknown>[]) =>
  toTicketFindings(findings, { expiryFields: [], furtherRemediated: [] }, new Date('2026-03-02T00:00:00Z'));

describe('toTicketFindings', () => {
  it('makes one entry of the instances of a unique finding, with the highest severity', () => {
    expect(
      read([
        aRawFinding({ asset_id: '1', finding_severity: 'Low' }),
        aRawFinding({ asset_id: '2', justification_status_name: 'Scan Mitigated' }),
        aRawFinding({ asset_id: '1', finding_severity: 'Low' }),
        aRawFinding({ asset_id: '1', finding_number: 'CVE-2' }),
      ]),
    ).toEqual([
      {
        id: aUniqueFindingId(),
        name: 'Outdated TLS library',
        severity: 'Critical',
        counts: someCounts(1, 0, 1),
      },
      {
        id: aUniqueFindingId({ findingNumber: 'CVE-2' }),
        name: 'Outdated TLS library',
        severity: 'Critical',
        counts: someCounts(1, 0, 0),
      },
    ]);
  });

  it('refuses them all for one that cannot be used, and says which', () => {
    const bad = [
      aRawFinding(),
      aRawFinding({ finding_number: '' }),
      aRawFinding({ asset_id: '', asset_name: '' }),
    ];
    const refusal = (() => {
      try {
        return read(bad);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(InvalidRequestError);
    expect(refusal).toHaveProperty('details.errors', [
      { pointer: '/findings/1', message: 'finding_number is missing' },
      { pointer: '/findings/2', message: 'asset_id is missing' },
    ]);
  });
});

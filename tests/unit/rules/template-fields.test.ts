import { templateFields } from '../../../shared/rules/template-fields';
import { aStoredInstance, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';

const header = { id: aUniqueFindingId(), definition: { finding_name: 'Outdated TLS library' } };
const counts = someCounts(2, 1, 3);
const instance = (fields: Record<string, unknown>, remediation: 'open' | 'remediated' = 'open') =>
  aStoredInstance({ fields, remediation });

describe('templateFields', () => {
  it('are those of the finding and of the first instance that is open', () => {
    const fields = templateFields(
      header,
      [instance({ asset_name: 'done' }, 'remediated'), instance({ asset_name: 'open' })],
      counts,
    );
    expect(fields).toMatchObject({
      finding_name: 'Outdated TLS library',
      asset_name: 'open',
      finding_number: 'CVE-2026-1001',
      scan_type: 'AZURE',
      project_id: '12',
      finding_count: 6,
      open_count: 2,
      temporary_count: 1,
      remediated_count: 3,
    });
  });

  it('tell the highest severity and the nearest due date of what is open', () => {
    const fields = templateFields(
      header,
      [
        instance({ finding_severity: 'Critical', due_date: '2026-01-01' }, 'remediated'),
        instance({ finding_severity: 'Low', due_date: '2026-05-02' }),
        instance({ finding_severity: 'Low', finding_severity_adjusted: 'High', due_date: '2026-05-01' }),
        instance({ finding_severity: 'Medium', due_date: '' }),
      ],
      counts,
    );
    expect(fields).toMatchObject({ finding_severity: 'High', due_date: '2026-05-01T00:00:00.000Z' });
  });

  it('are those of the first instance where none is open, and of the finding where there is none', () => {
    expect(templateFields(header, [instance({ asset_name: 'done' }, 'remediated')], counts).asset_name).toBe(
      'done',
    );
    expect(templateFields(header, [], counts).finding_name).toBe('Outdated TLS library');
  });
});

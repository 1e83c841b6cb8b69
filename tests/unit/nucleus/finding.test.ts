import {
  isRejected,
  likelyExpiryFields,
  type RawFinding,
  readFinding,
} from '../../../shared/nucleus/finding';
import { aRawFinding } from '../../support/builders/a-finding';

const now = new Date('2026-03-02T00:00:00Z');
const dialect = { expiryFields: likelyExpiryFields, furtherRemediated: [] };
const scan = { asOf: '2026-03-01T09:00:00.000Z', datedByScan: true };
const update = { asOf: '2026-03-01T09:00:00.000Z', datedByScan: false };

function read(fields: RawFinding, context = scan as Parameters<typeof readFinding>[1]) {
  const finding = readFinding(fields, context, dialect, now);
  if (isRejected(finding)) throw new Error(finding.reason);
  return finding;
}

describe('readFinding', () => {
  it('reads a finding whole', () => {
    const fields = aRawFinding();
    expect(read(fields)).toEqual({
      uniqueFinding: { nucleusProjectId: '12', scanType: 'AZURE', findingNumber: 'CVE-2026-1001' },
      instanceId: '9001',
      status: 'active',
      remediation: 'open',
      asOf: '2026-03-01T08:00:00.000Z',
      fields,
    });
  });

  it.each([
    ['by asset id', { asset_id: 9001 }, '9001'],
    ['by asset name where there is no id', { asset_id: '' }, 'pay-web-1'],
    [
      'by address where there is no name',
      { asset_id: '', asset_name: '', ip_address: '10.0.0.7' },
      '10.0.0.7',
    ],
    ['by port too', { finding_port: 443 }, '9001\n443'],
    ['by path too', { finding_path: '/opt/app' }, '9001\n\n/opt/app'],
  ])('names the instance %s', (_, changes, instanceId) => {
    expect(read(aRawFinding(changes)).instanceId).toBe(instanceId);
  });

  it('inherits project and scan type from the event', () => {
    const context = { ...scan, nucleusProjectId: '77', scanType: 'NESSUS' };
    expect(read(aRawFinding({ project_id: '', scan_type: null }), context).uniqueFinding).toMatchObject({
      nucleusProjectId: '77',
      scanType: 'NESSUS',
    });
  });

  it.each([
    ['project_id', { project_id: '' }],
    ['finding_number', { finding_number: null }],
    ['asset_id', { asset_id: '', asset_name: '', ip_address: '' }],
    ['finding_number', { finding_number: 'x'.repeat(501) }],
    ['finding_path', { finding_path: 'x'.repeat(4_001) }],
  ])('rejects a finding for its %s', (field, changes) => {
    const finding = readFinding(aRawFinding(changes), scan, dialect, now);
    expect(finding).toEqual({ reason: expect.stringContaining(field) });
  });

  it.each([
    ['Active', undefined, 'open'],
    ['Fixed', '1', 'open'],
    ['Scan Mitigated', '1', 'remediated'],
    ['False Positive', 1, 'remediated'],
    ['Under Review', '1', 'remediated'],
    ['Under Review', '0', 'open'],
  ])('%s (mitigating: %s) is %s', (label, mitigating, remediation) => {
    const fields = aRawFinding({ justification_status_name: label, justification_is_mitigating: mitigating });
    expect(read(fields).remediation).toBe(remediation);
  });

  it.each(likelyExpiryFields)('finds the end of a temporary status in %s', (field) => {
    const fields = aRawFinding({
      justification_status_name: 'Accepted Risk',
      [field]: '2026-04-01 00:00:00',
    });
    expect(read(fields)).toMatchObject({
      remediation: 'temporary',
      statusEndsAt: '2026-04-01T00:00:00.000Z',
    });
  });

  it('takes an end that has passed for an open finding', () => {
    const fields = aRawFinding({ justification_status_name: 'Accepted Risk', expires_at: '2026-02-01' });
    expect(read(fields).remediation).toBe('open');
  });

  it('knows no end of an active status', () => {
    expect(read(aRawFinding({ expires_at: '2026-04-01' })).statusEndsAt).toBeUndefined();
  });

  it.each(['justification_is_temporary', 'status_is_temporary', 'is_temporary', 'temporary'])(
    'takes the flag %s for a temporary status',
    (flag) => {
      const fields = aRawFinding({ justification_status_name: 'Accepted Risk', [flag]: '1' });
      expect(read(fields).remediation).toBe('temporary');
    },
  );

  it('says nothing of the status where the sender says nothing', () => {
    expect(read(aRawFinding({ justification_status_name: '' }))).not.toHaveProperty('status');
  });

  it.each([
    ["a scan's finding by its scan date", {}, scan, '2026-03-01T08:00:00.000Z'],
    ['a finding without a scan date by the event', { scan_date: '' }, scan, scan.asOf],
    ['an update by the event, whatever its last scan', {}, update, update.asOf],
  ])('dates %s', (_, changes, context, asOf) => {
    expect(read(aRawFinding(changes), context).asOf).toBe(asOf);
  });
});

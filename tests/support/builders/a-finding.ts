import type { FindingInstance, RawFinding, UniqueFindingId } from '../../../shared/nucleus/finding';
import type { FindingCounts, RuleShare, StoredInstance } from '../../../shared/nucleus/finding-record';
import { instanceDigest } from '../../../shared/nucleus/instance-digest';

export const aUniqueFindingId = (changes: Partial<UniqueFindingId> = {}): UniqueFindingId => ({
  nucleusProjectId: '12',
  scanType: 'AZURE',
  findingNumber: 'CVE-2026-1001',
  ...changes,
});

/** A finding as Nucleus writes it (facts: nucleus.md section 12.3): ids as strings, dates without a zone, "" for nothing. */
export const aRawFinding = (changes: RawFinding = {}): RawFinding => ({
  project_id: '12',
  scan_type: 'AZURE',
  scan_id: '501',
  scan_date: '2026-03-01 08:00:00',
  finding_number: 'CVE-2026-1001',
  finding_name: 'Outdated TLS library',
  finding_severity: 'Critical',
  finding_exploitable: '1',
  justification_status_name: 'Active',
  asset_id: '9001',
  asset_name: 'pay-web-1',
  asset_groups: ['/pay/web'],
  due_date: '',
  ...changes,
});

/** News of an instance, read from what Nucleus sent. */
export const aFinding = (changes: Partial<FindingInstance> = {}): FindingInstance => ({
  uniqueFinding: aUniqueFindingId(),
  instanceId: '9001',
  status: 'active',
  remediation: 'open',
  asOf: '2026-03-01T08:00:00.000Z',
  fields: { finding_name: 'Outdated TLS library', finding_severity: 'Critical', asset_name: 'pay-web-1' },
  ...changes,
});

export const aStoredInstance = (changes: Partial<StoredInstance> = {}): StoredInstance => {
  const instance = {
    instanceId: '9001',
    status: 'active',
    remediation: 'open',
    asOf: '2026-03-01T08:00:00.000Z',
    fields: { finding_severity: 'Critical', asset_name: 'pay-web-1' },
    ...changes,
  } as const;
  return { digest: instanceDigest(instance), ...instance };
};

/** What a finding has in a group: one open instance. */
export const aRuleShare = (changes: Partial<RuleShare> = {}): RuleShare => ({
  group: 'rule-1|group',
  ruleId: 'rule-1',
  name: 'Outdated TLS library',
  counts: someCounts(1, 0, 0),
  severity: 'Critical',
  assets: ['pay-web-1'],
  state: 'state-1',
  version: 1,
  ...changes,
});

export const someCounts = (open: number, temporary: number, remediated: number): FindingCounts => ({
  total: open + temporary + remediated,
  open,
  temporary,
  remediated,
});

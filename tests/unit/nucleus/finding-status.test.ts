import { remediationOf, statusGroup, statusToken } from '../../../shared/nucleus/finding-status';

describe('statusToken', () => {
  it.each([
    ['Scan Mitigated', 'scan_mitigated'],
    ['scan_mitigated', 'scan_mitigated'],
    ['  False  Positive ', 'false_positive'],
    ['Waiting-For Verification', 'waiting_for_verification'],
    ['ACTIVE', 'active'],
  ])('makes %j the token %s', (label, token) => expect(statusToken(label)).toBe(token));
});

/** Facts: nucleus.md section 3.1, the full list. */
describe('statusGroup', () => {
  it.each([
    ['active', 'active'],
    ['in_progress', 'active'],
    ['potential', 'active'],
    ['exception_requested', 'active'],
    ['fixed', 'active'],
    ['waiting_for_third_party', 'active'],
    ['waiting_for_verification', 'active'],
    ['accepted_risk', 'resolved'],
    ['duplicate', 'resolved'],
    ['exception_granted', 'resolved'],
    ['false_positive', 'resolved'],
    ['manually_mitigated', 'resolved'],
    ['scan_mitigated', 'resolved'],
  ] as const)('%s is in the group %s', (token, group) => {
    expect(statusGroup(token, undefined, [])).toBe(group);
  });

  it.each([
    ['a flag does not make Fixed resolved', 'fixed', true, [], 'active'],
    ['a setting does not make Fixed resolved', 'fixed', undefined, ['Fixed'], 'active'],
    ['a flag does not make a resolved status active', 'false_positive', false, [], 'resolved'],
    ['an unknown status is active', 'under_review', undefined, [], 'active'],
    ['an unknown status flagged as mitigating is resolved', 'under_review', true, [], 'resolved'],
    ['an unknown status that a setting names is resolved', 'won_t_do', undefined, ['Won_t Do'], 'resolved'],
    ['a setting goes before the flag', 'won_t_do', false, ['won_t_do'], 'resolved'],
  ] as const)('%s', (_, token, isMitigating, further, group) => {
    expect(statusGroup(token, isMitigating, further)).toBe(group);
  });
});

describe('remediationOf', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const later = new Date('2026-03-31T12:00:00Z');
  const earlier = new Date('2026-02-01T12:00:00Z');

  it.each([
    ['an active status is open', 'active', undefined, false, 'open'],
    ['an active status with an end is open', 'active', later, true, 'open'],
    ['a lasting resolved status is remediated', 'resolved', undefined, false, 'remediated'],
    ['a resolved status that ends later is temporary', 'resolved', later, false, 'temporary'],
    ['a resolved status flagged as temporary is temporary', 'resolved', undefined, true, 'temporary'],
    ['a resolved status that has ended is open again', 'resolved', earlier, false, 'open'],
    ['a status ends at its very moment', 'resolved', now, false, 'open'],
  ] as const)('%s', (_, group, endsAt, isTemporary, expected) => {
    expect(remediationOf(group, endsAt, isTemporary, now)).toBe(expected);
  });
});

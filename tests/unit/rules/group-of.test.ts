import { groupOf, isOneFindingEach } from '../../../shared/rules/group-of';
import { aUniqueFindingId } from '../../support/builders/a-finding';

const fields = { finding_severity: 'High', asset_groups: ['/pay', '/web'], asset_id: '7', finding_cve: '' };
const key = (groupBy: string[], of: Record<string, unknown> = fields, id = aUniqueFindingId()) =>
  groupOf({ id: 'rule-1', groupBy }, id, of).key;
const otherFinding = aUniqueFindingId({ findingNumber: 'CVE-2' });

describe('groupOf', () => {
  it.each<[string, string[], Record<string, unknown>]>([
    ['values that do not count', ['finding_severity'], { ...fields, asset_id: '8' }],
    [
      'a list in another order, with repetitions',
      ['asset_groups'],
      { asset_groups: ['/web', '/pay', '/web'] },
    ],
    ['a list that came as JSON', ['asset_groups'], { asset_groups: '["/pay","/web"]' }],
    ['a number for a text', ['asset_id'], { asset_id: 7 }],
    ['nothing for an empty text', ['finding_cve'], {}],
    ['another name for the field', ['severity'], { severity: 'High' }],
  ])('is the same with %s', (_, groupBy, other) => expect(key(groupBy, other)).toBe(key(groupBy)));

  it.each<[string, string[], Record<string, unknown>]>([
    ['another value', ['finding_severity'], { ...fields, finding_severity: 'Low' }],
    ['another of several values', ['finding_severity', 'asset_id'], { ...fields, asset_id: '8' }],
    ['a list that is part of the other', ['asset_groups'], { asset_groups: ['/pay'] }],
    ['no value', ['finding_severity'], {}],
  ])('is another with %s', (_, groupBy, other) => expect(key(groupBy, other)).not.toBe(key(groupBy)));

  it('tells unique findings apart, by themselves or with others', () => {
    expect(key(['unique_finding'], fields, otherFinding)).not.toBe(key(['unique_finding']));
    expect(key(['unique_finding'], { asset_id: '9' })).toBe(key(['unique_finding']));
    expect(key(['asset_id'], fields, otherFinding)).toBe(key(['asset_id']));
  });

  it('knows the fields that name a finding, whatever else the instance says', () => {
    const { values } = groupOf(
      { id: 'rule-1', groupBy: ['scan_type', 'project_id'] },
      aUniqueFindingId(),
      {},
    );
    expect(values).toEqual({ scan_type: 'AZURE', project_id: '12' });
  });

  it('does not hang on the order in which fields are named, but on the rule', () => {
    expect(key(['asset_id', 'finding_severity'])).toBe(key(['finding_severity', 'asset_id']));
    expect(groupOf({ id: 'rule-2', groupBy: ['asset_id'] }, aUniqueFindingId(), fields).key).not.toBe(
      key(['asset_id']),
    );
  });

  it('tells what its instances have in common', () => {
    const { values } = groupOf(
      { id: 'rule-1', groupBy: ['unique_finding', 'asset_groups', 'finding_cve'] },
      aUniqueFindingId(),
      fields,
    );
    expect(values).toEqual({ asset_groups: '/pay, /web', finding_cve: '' });
  });
});

it.each([
  [['unique_finding'], true],
  [['unique_finding', 'asset_id'], true],
  [['asset_id'], false],
])('isOneFindingEach %j: %s', (groupBy, expected) => expect(isOneFindingEach({ groupBy })).toBe(expected));

import type { Condition, Criteria } from '../../../shared/rules/criteria-schema';
import { matchesCriteria } from '../../../shared/rules/matches-criteria';

const fields = {
  finding_severity: 'High',
  finding_name: 'OpenSSL heap overflow',
  finding_exploitable: '1',
  finding_port: 443,
  asset_groups: ['/pay/web', '/emea'],
  justification_assigned_teams: '["Blue","Red"]',
  asset_location: 'Lund, Malmö',
  asset_info: { cxsast: { branch: 'main' } },
  due_date: '',
  issues: [],
  asset_users: {},
};

const holds = (field: string, operator: Condition['operator'], value?: Condition['value']) =>
  matchesCriteria(
    { match: 'all', conditions: [{ field, operator, ...(value === undefined ? {} : { value }) }] },
    fields,
  );

const cases: [string, Condition['operator'], Condition['value'], boolean][] = [
  ['finding_severity', 'is', 'High', true],
  ['finding_severity', 'is', 'high', false],
  ['finding_severity', 'is', 'Hig', false],
  ['finding_port', 'is', 443, true],
  ['finding_port', 'is', '443', true],
  ['finding_exploitable', 'is', 1, true],
  ['due_date', 'is', '', true],
  ['no_such_field', 'is', 'High', false],
  ['asset_info.cxsast.branch', 'is', 'main', true],

  ['finding_severity', 'isNot', 'Low', true],
  ['finding_severity', 'isNot', 'High', false],
  ['finding_severity', 'isNot', 'high', true],
  ['due_date', 'isNot', '2026-01-01', true],
  ['due_date', 'isNot', '', false],

  ['finding_severity', 'isOneOf', ['Critical', 'High'], true],
  ['finding_severity', 'isOneOf', ['critical', 'high'], false],
  ['finding_severity', 'isOneOf', [], false],
  ['finding_port', 'isOneOf', [22, 443], true],
  ['due_date', 'isOneOf', ['x'], false],

  ['finding_severity', 'isNoneOf', ['Critical', 'High'], false],
  ['finding_severity', 'isNoneOf', ['Low'], true],
  ['due_date', 'isNoneOf', ['x'], true],

  ['finding_name', 'contains', 'heap', true],
  ['finding_name', 'contains', 'Heap', false],
  ['due_date', 'contains', '2026', false],

  ['finding_name', 'startsWith', 'OpenSSL', true],
  ['finding_name', 'startsWith', 'heap', false],

  ['asset_groups', 'containsAny', ['/emea', '/us'], true],
  ['asset_groups', 'containsAny', ['/pay'], false],
  ['asset_groups', 'containsAny', '/emea', true],
  ['justification_assigned_teams', 'containsAny', ['Red'], true],
  ['asset_location', 'containsAny', ['Malmö'], true],
  ['issues', 'containsAny', ['x'], false],

  ['asset_groups', 'containsAll', ['/emea', '/pay/web'], true],
  ['asset_groups', 'containsAll', ['/emea', '/us'], false],

  ['finding_name', 'exists', undefined, true],
  ['finding_name', 'exists', true, true],
  ['finding_name', 'exists', false, false],
  ['due_date', 'exists', undefined, false],
  ['due_date', 'exists', false, true],
  ['no_such_field', 'exists', false, true],
  ['asset_groups', 'exists', undefined, true],
  ['issues', 'exists', undefined, false],
  ['asset_info', 'exists', undefined, true],
  ['asset_users', 'exists', undefined, false],
];

describe('matchesCriteria, each operator', () => {
  it.each(cases)('%s %s %j: %s', (field, operator, value, expected) => {
    expect(holds(field, operator, value)).toBe(expected);
  });
});

describe('matchesCriteria, combined', () => {
  const yes: Condition = { field: 'finding_severity', operator: 'is', value: 'High' };
  const no: Condition = { field: 'finding_severity', operator: 'is', value: 'Low' };
  const all = (...conditions: Criteria['conditions']): Criteria => ({ match: 'all', conditions });
  const any = (...conditions: Criteria['conditions']): Criteria => ({ match: 'any', conditions });

  it.each([
    ['no criteria', undefined, true],
    ['all of none', all(), true],
    ['any of none', any(), true],
    ['all, each holds', all(yes, yes), true],
    ['all, one fails', all(yes, no), false],
    ['any, one holds', any(no, yes), true],
    ['any, each fails', any(no, no), false],
    ['a group in a group', all(yes, any(no, all(yes))), true],
    ['a group in a group that fails', all(yes, any(no, all(yes, no))), false],
  ])('%s: %3$s', (_, criteria, expected) => expect(matchesCriteria(criteria, fields)).toBe(expected));
});

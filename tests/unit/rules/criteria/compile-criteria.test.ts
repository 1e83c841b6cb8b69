import { compileCriteria } from '../../../../shared/rules/criteria/compile-criteria';
import type { Condition, Criteria } from '../../../../shared/rules/criteria/criteria-schema';
import { loadRegexCompiler, type RegexCompiler } from '../../../../shared/rules/criteria/regex';

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
  epss_score: '0.97',
  ip_address: '10.1.2.3, 2001:db8::7',
  mapped_address: '::ffff:192.0.2.7',
  finding_discovered: '2026-03-20 12:00:00',
  asset_criticality_score: 7,
};
const now = new Date('2026-04-01T00:00:00.000Z');

let regex: RegexCompiler;
beforeAll(async () => (regex = await loadRegexCompiler()));

const compile = (criteria: Criteria | undefined) => compileCriteria(criteria, '/findingCriteria', regex);
const matchesCriteria = (criteria: Criteria | undefined, of: typeof fields) =>
  compile(criteria).matches(of, now);

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

  ['finding_name', 'contains', ['nothing', 'heap'], true],
  ['asset_groups', 'contains', 'eme', true],

  ['finding_name', 'startsWith', 'OpenSSL', true],
  ['asset_groups', 'startsWith', '/pay', true],
  ['asset_groups', 'startsWith', ['/us', '/em'], true],
  ['finding_name', 'startsWith', 'heap', false],

  ['asset_groups', 'containsAny', ['/emea', '/us'], true],
  ['asset_groups', 'containsAny', ['/pay'], false],
  ['asset_groups', 'containsAny', '/emea', true],
  ['justification_assigned_teams', 'containsAny', ['Red'], true],
  ['asset_location', 'containsAny', ['Malmö'], true],
  ['issues', 'containsAny', ['x'], false],

  ['asset_groups', 'containsAll', ['/emea', '/pay/web'], true],
  ['asset_groups', 'containsAll', ['/emea', '/us'], false],

  ['finding_name', 'matchesWildcard', 'OpenSSL*', true],
  ['finding_name', 'matchesWildcard', '*heap%flow', true],
  ['finding_name', 'matchesWildcard', 'openssl*', false],
  ['finding_name', 'matchesWildcard', 'OpenSSL', false],
  ['finding_name', 'matchesWildcard', ['x*', '*heap*'], true],
  ['asset_groups', 'matchesWildcard', '/pay/*', true],
  ['due_date', 'matchesWildcard', '*', false],

  ['finding_name', 'matchesRegex', 'heap', true],
  ['finding_name', 'matchesRegex', '^heap', false],
  ['finding_name', 'matchesRegex', '(?i)^openssl .*flow$', true],
  ['asset_groups', 'matchesRegex', '^/pay/(web|app)$', true],
  ['due_date', 'matchesRegex', '.*', false],

  ['epss_score', 'greaterThan', 0.9, true],
  ['epss_score', 'greaterThan', '0.97', false],
  ['epss_score', 'lessThan', 1, true],
  ['asset_criticality_score', 'lessThan', '10', true],
  ['finding_name', 'greaterThan', 1, false],
  ['due_date', 'lessThan', 'now', false],
  ['finding_discovered', 'greaterThan', '2026-03-20', true],
  ['finding_discovered', 'lessThan', '2026-03-20 12:00:00', false],
  ['finding_discovered', 'lessThan', 'now-7d', true],
  ['finding_discovered', 'lessThan', 'now-30d', false],
  ['finding_discovered', 'greaterThan', 'now - 2w', true],
  ['finding_discovered', 'lessThan', 'now+1h', true],

  ['ip_address', 'inIpRange', '10.0.0.0/8', true],
  ['ip_address', 'inIpRange', '10.1.2.3', true],
  ['ip_address', 'inIpRange', '10.1.2.0-10.1.2.9', true],
  ['ip_address', 'inIpRange', '10.1.2.4-10.1.2.9', false],
  ['ip_address', 'inIpRange', '192.0.2.0/24, 2001:db8::/32', true],
  ['ip_address', 'inIpRange', ['192.0.2.0/24', '10.1.0.0/16'], true],
  ['ip_address', 'inIpRange', '::/0', true],
  ['mapped_address', 'inIpRange', '192.0.2.0/24', true],
  ['finding_name', 'inIpRange', '0.0.0.0/0', false],
  ['due_date', 'inIpRange', '0.0.0.0/0', false],

  ['asset.groups', 'containsAny', ['/emea'], true],
  ['finding.severity', 'is', 'High', true],

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

describe('compileCriteria, each operator', () => {
  it.each(cases)('%s %s %j: %s', (field, operator, value, expected) => {
    expect(holds(field, operator, value)).toBe(expected);
  });
});

describe('compileCriteria, combined', () => {
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

describe('compileCriteria, what cannot work', () => {
  const faultOf = (condition: Condition) =>
    compile({ match: 'all', conditions: [{ match: 'any', conditions: [condition] }] });

  it.each<[string, Condition['operator'], Condition['value']]>([
    ['an open bracket', 'matchesRegex', 'a(b'],
    ['a look-behind, which does not run in linear time', 'matchesRegex', '(?<=a)b'],
    ['a back reference, nor does that', 'matchesRegex', '(a)\\1'],
    ['no pattern', 'matchesRegex', undefined],
    ['no text', 'contains', ''],
    ['a network that is too wide', 'inIpRange', '10.0.0.0/33'],
    ['half an address', 'inIpRange', '10.0'],
    ['a range from high to low', 'inIpRange', '10.0.0.9-10.0.0.1'],
    ['a range across kinds', 'inIpRange', '10.0.0.1-2001:db8::1'],
    ['no range', 'inIpRange', []],
    ['a word for a number', 'greaterThan', 'much'],
    ['a day that is none', 'lessThan', '2026-02-30'],
    ['a list for a number', 'lessThan', [1, 2]],
    ['a moment in no unit', 'lessThan', 'now+7'],
  ])('%s is told with its place, and met by nothing', (_, operator, value) => {
    const { faults, matches } = faultOf({
      field: 'finding_name',
      operator,
      ...(value === undefined ? {} : { value }),
    });
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/findingCriteria/conditions/0/conditions/0/value',
    ]);
    expect(matches(fields, now)).toBe(false);
  });

  it('runs a hostile pattern over a hostile text in no time', () => {
    const { matches } = faultOf({ field: 'finding_name', operator: 'matchesRegex', value: '^(a+)+$' });
    const started = performance.now();
    expect(matches({ finding_name: `${'a'.repeat(50_000)}!` }, now)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

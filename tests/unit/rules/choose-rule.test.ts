import { chooseRule, inRuleOrder } from '../../../shared/rules/choose-rule';
import { compileRule } from '../../../shared/rules/compile-rule';
import type { Criteria } from '../../../shared/rules/criteria/criteria-schema';
import { aRule, compiled } from '../../support/builders/a-rule';

const is = (field: string, value: string): Criteria => ({
  match: 'all',
  conditions: [{ field, operator: 'is', value }],
});
const pattern = (value: string): Criteria => ({
  match: 'all',
  conditions: [{ field: 'finding_severity', operator: 'matchesRegex', value }],
});
const now = new Date('2026-04-01T00:00:00.000Z');
const fields = { finding_severity: 'Critical', asset_name: 'pay-web-1' };

describe('inRuleOrder', () => {
  it('goes by order, then by age, then by id, and leaves the given list alone', () => {
    const rules = [
      aRule({ id: 'd', order: 20 }),
      aRule({ id: 'c', order: 10, createdAt: '2026-02-01T00:00:00.000Z' }),
      aRule({ id: 'b', order: 10 }),
      aRule({ id: 'a', order: 10 }),
    ];
    expect(inRuleOrder(rules).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(rules.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });
});

describe('compileRule', () => {
  it.each([
    ['without criteria', { findingCriteria: undefined }, true],
    ['when finding and asset match', { assetCriteria: is('asset_name', 'pay-web-1') }, true],
    ['not when only the finding matches', { assetCriteria: is('asset_name', 'other') }, false],
    [
      'not when only the asset matches',
      { findingCriteria: is('finding_severity', 'Low'), assetCriteria: is('asset_name', 'pay-web-1') },
      false,
    ],
    ['in its project', { nucleusProjectId: '12' }, true],
    ['not in another project', { nucleusProjectId: '13' }, false],
  ])('wants an instance %s', async (_, changes, expected) => {
    expect((await compileRule(aRule(changes))).matches('12', fields, now)).toBe(expected);
  });

  it('loads what it needs for patterns', async () => {
    const rule = await compileRule(aRule({ findingCriteria: pattern('^Crit') }));
    expect(rule.matches('12', fields, now)).toBe(true);
  });
});

describe('chooseRule', () => {
  const disabled = aRule({ id: 'disabled', enabled: false });
  const lowOnly = aRule({ id: 'low', findingCriteria: is('finding_severity', 'Low') });
  const [first, second] = [aRule({ id: 'first' }), aRule({ id: 'second' })];

  it.each([
    ['the first that matches', [lowOnly, first, second], 'first'],
    ['no disabled one', [disabled, second], 'second'],
    ['none where none matches', [lowOnly, disabled], undefined],
    ['none of none', [], undefined],
  ])('chooses %s', (_, rules, expected) =>
    expect(chooseRule(compiled(...rules), '12', fields, now)?.id).toBe(expected),
  );
});

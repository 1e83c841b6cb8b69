import { chooseRule, inRuleOrder, ruleMatches } from '../../../shared/rules/choose-rule';
import type { Criteria } from '../../../shared/rules/criteria-schema';
import { aRule } from '../../support/builders/a-rule';

const is = (field: string, value: string): Criteria => ({
  match: 'all',
  conditions: [{ field, operator: 'is', value }],
});
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

describe('ruleMatches', () => {
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
  ])('%s', (_, changes, expected) => expect(ruleMatches(aRule(changes), '12', fields)).toBe(expected));
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
  ])('chooses %s', (_, rules, expected) => expect(chooseRule(rules, '12', fields)?.id).toBe(expected));
});

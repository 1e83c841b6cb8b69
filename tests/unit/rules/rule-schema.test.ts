import { faultsOf, validated } from '../../../shared/http/validate';
import type { Criteria } from '../../../shared/rules/criteria/criteria-schema';
import { ruleInputSchema } from '../../../shared/rules/rule';
import { aRuleInput } from '../../support/builders/a-rule';

const input = (changes: object = {}) => ({ ...aRuleInput(), ...changes });
const criteria = (...conditions: unknown[]) => ({ findingCriteria: { match: 'all', conditions } });
const nested = (depth: number): Criteria => ({
  match: 'any',
  conditions: depth === 0 ? [{ field: 'finding_name', operator: 'exists' }] : [nested(depth - 1)],
});

describe('ruleInputSchema', () => {
  it('fills in what an administrator leaves out', () => {
    const rule = validated(ruleInputSchema, {
      name: 'All',
      connectorId: 'connector-1',
      ticket: { project: 'Payments', workItemType: 'Bug' },
      autoClose: { enabled: true, state: 'Closed' },
    });
    expect(rule).toMatchObject({
      enabled: true,
      order: 100,
      groupBy: ['unique_finding'],
      onReturn: 'reopen',
      autoClose: { ignoreTemporaryStatuses: true },
    });
  });

  it.each([
    ['criteria in groups, four deep', { findingCriteria: nested(3) }],
    ['an empty group', criteria()],
    [
      'values of every kind',
      criteria({ field: 'a', operator: 'is', value: 7 }, { field: 'a', operator: 'exists', value: true }),
    ],
  ])('takes %s', (_, changes) => expect(faultsOf(ruleInputSchema, input(changes))).toEqual([]));

  it.each([
    ['no name', { name: undefined }, '/name'],
    ['a blank name', { name: '  ' }, '/name'],
    ['a name with control characters', { name: 'a\u0000b' }, '/name'],
    ['an unknown field', { groups: [] }, '/groups'],
    [
      'an unknown operator',
      criteria({ field: 'a', operator: 'equals', value: 'x' }),
      '/findingCriteria/conditions/0/operator',
    ],
    [
      'an unknown key of a condition',
      criteria({ field: 'a', operator: 'is', values: [] }),
      '/findingCriteria/conditions/0/values',
    ],
    [
      'a condition without a field',
      criteria({ operator: 'is', value: 'x' }),
      '/findingCriteria/conditions/0/field',
    ],
    [
      'another way to match',
      { findingCriteria: { match: 'none', conditions: [] } },
      '/findingCriteria/match',
    ],
    [
      'a fault deep inside',
      criteria({ match: 'any', conditions: [{ field: '', operator: 'is' }] }),
      '/findingCriteria/conditions/0/conditions/0/field',
    ],
    [
      'criteria nested too deep',
      { findingCriteria: nested(9) },
      '/findingCriteria/conditions/0/conditions/0/conditions/0/conditions/0/field',
    ],
    ['a grouping by nothing', { groupBy: [''] }, '/groupBy/0'],
    ['a grouping that is named twice', { groupBy: ['asset_id', 'asset_id'] }, '/groupBy'],
    [
      'a mapping to what is no reference name',
      { fieldMappings: [{ field: 'Priority', value: 1 }] },
      '/fieldMappings/0/field',
    ],
    ['no grouping', { groupBy: [] }, '/groupBy'],
    ['a ticket without a type', { ticket: { project: 'Payments' } }, '/ticket/workItemType'],
    ['an order below none', { order: -1 }, '/order'],
  ])('refuses %s and says where', (_, changes, pointer) => {
    const pointers = faultsOf(ruleInputSchema, input(changes)).map((fault) => fault.pointer);
    expect(pointers).toContain(pointer);
  });
});

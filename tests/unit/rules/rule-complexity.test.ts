import type { Condition, Criteria } from '../../../shared/rules/criteria/criteria-schema';
import { ruleFaults } from '../../../shared/rules/rule-faults';
import type { RuleInput } from '../../../shared/rules/rule';

const condition: Condition = { field: 'finding_severity', operator: 'is', value: 'High' };
const all = (conditions: (Condition | Criteria)[]): Criteria => ({ match: 'all', conditions });
const ruleWith = (findingCriteria: Criteria): RuleInput => ({
  name: 'Criticals',
  enabled: true,
  connectorId: 'c',
  order: 100,
  groupBy: ['unique_finding'],
  onReturn: 'reopen',
  findingCriteria,
  ticket: { project: 'Harbor', workItemType: 'Bug' },
});

describe('the conditions of a rule', () => {
  it('may be many', async () => {
    const group = all(Array.from({ length: 100 }, () => condition));
    expect(await ruleFaults(ruleWith(all([group, group])))).toEqual([]);
  });

  it('are counted over all groups', async () => {
    const group = all(Array.from({ length: 67 }, () => condition));
    expect(await ruleFaults(ruleWith(all([group, group, group])))).toEqual([
      { pointer: '/findingCriteria', message: 'may have 200 conditions at most, in all its groups' },
    ]);
  });
});

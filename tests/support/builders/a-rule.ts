import type { Rule, RuleInput } from '../../../shared/rules/rule';

/** A rule that wants critical findings and closes their tickets. */
export const aRuleInput = (changes: Partial<RuleInput> = {}): RuleInput => ({
  name: 'Criticals to Payments',
  enabled: true,
  connectorId: 'connector-1',
  order: 100,
  groupBy: ['unique_finding'],
  findingCriteria: {
    match: 'all',
    conditions: [{ field: 'finding_severity', operator: 'isOneOf', value: ['Critical'] }],
  },
  ticket: { project: 'Payments', workItemType: 'Bug' },
  autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: true },
  onReturn: 'reopen',
  ...changes,
});

export const aRule = (changes: Partial<Rule> = {}): Rule => ({
  ...aRuleInput(changes),
  id: 'rule-1',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...changes,
});

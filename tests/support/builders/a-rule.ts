import type { UniqueFindingId } from '../../../shared/nucleus/finding';
import { type CompiledRule, compileRuleWith } from '../../../shared/rules/compile-rule';
import { groupOf } from '../../../shared/rules/group-of';
import type { Rule, RuleInput } from '../../../shared/rules/rule';
import { aUniqueFindingId } from './a-finding';

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

/** Rules that are ready to be asked; without patterns. */
export const compiled = (...rules: Rule[]): CompiledRule[] =>
  rules.map((rule) => compileRuleWith(rule, undefined));

/** The group that a unique finding is for a rule which groups by unique finding. */
export const groupFor = (ruleId = 'rule-1', id: UniqueFindingId = aUniqueFindingId()): string =>
  groupOf({ id: ruleId, groupBy: ['unique_finding'] }, id, {}).key;

import type { RawFinding } from '../nucleus/finding';
import { matchesCriteria } from './matches-criteria';
import type { Rule } from './rule';

/** The order in which rules are asked. */
export function inRuleOrder(rules: readonly Rule[]): Rule[] {
  return [...rules].sort(
    (a, b) => a.order - b.order || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  );
}

/** Whether a rule wants an instance of a Nucleus project. Disabled rules still own what they own; they are not asked. */
export function ruleMatches(rule: Rule, nucleusProjectId: string, fields: RawFinding): boolean {
  return (
    (rule.nucleusProjectId === undefined || rule.nucleusProjectId === nucleusProjectId) &&
    matchesCriteria(rule.findingCriteria, fields) &&
    matchesCriteria(rule.assetCriteria, fields)
  );
}

/** The rule that an instance belongs to: the first in order that matches (design section 5.2). */
export function chooseRule(
  orderedRules: readonly Rule[],
  nucleusProjectId: string,
  fields: RawFinding,
): Rule | undefined {
  return orderedRules.find((rule) => rule.enabled && ruleMatches(rule, nucleusProjectId, fields));
}

import type { RawFinding } from '../nucleus/finding';
import type { CompiledRule } from './compile-rule';
import type { Rule } from './rule';

/** The order in which rules are asked. */
export function inRuleOrder(rules: readonly Rule[]): Rule[] {
  return [...rules].sort(
    (a, b) => a.order - b.order || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  );
}

/**
 * The rule that an instance belongs to: the first in order that matches (design section 5.2). Disabled rules still own
 * what they own; they are not asked.
 */
export function chooseRule(
  orderedRules: readonly CompiledRule[],
  nucleusProjectId: string,
  fields: RawFinding,
  now: Date,
): Rule | undefined {
  return orderedRules.find(({ rule, matches }) => rule.enabled && matches(nucleusProjectId, fields, now))
    ?.rule;
}

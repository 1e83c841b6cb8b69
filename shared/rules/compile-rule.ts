import type { FieldFault } from '../errors';
import type { RawFinding } from '../nucleus/finding';
import { compileCriteria, usesRegex } from './criteria/compile-criteria';
import type { Criteria } from './criteria/criteria-schema';
import { loadRegexCompiler, type RegexCompiler } from './criteria/regex';
import type { Rule, RuleInput } from './rule';

/** A rule that is ready to be asked. */
export interface CompiledRule {
  rule: Rule;
  /** Whether the rule wants an instance; whether it is enabled is another question. */
  matches: (nucleusProjectId: string, fields: RawFinding, now: Date) => boolean;
}

const regexFor = (...criteria: (Criteria | undefined)[]): Promise<RegexCompiler> | undefined =>
  criteria.some((part) => part !== undefined && usesRegex(part)) ? loadRegexCompiler() : undefined;

/** What of a rule's criteria cannot work. */
export async function criteriaFaults({ findingCriteria, assetCriteria }: RuleInput): Promise<FieldFault[]> {
  const regex = await regexFor(findingCriteria, assetCriteria);
  return [
    ...compileCriteria(findingCriteria, '/findingCriteria', regex).faults,
    ...compileCriteria(assetCriteria, '/assetCriteria', regex).faults,
  ];
}

/** As `compileRule`, where the library for patterns is at hand or not needed. */
export function compileRuleWith(rule: Rule, regex: RegexCompiler | undefined): CompiledRule {
  const finding = compileCriteria(rule.findingCriteria, '/findingCriteria', regex);
  const asset = compileCriteria(rule.assetCriteria, '/assetCriteria', regex);
  return {
    rule,
    matches: (nucleusProjectId, fields, now) =>
      (rule.nucleusProjectId === undefined || rule.nucleusProjectId === nucleusProjectId) &&
      finding.matches(fields, now) &&
      asset.matches(fields, now),
  };
}

/** Makes a rule's criteria functions; once per version of a rule, since patterns are dear to read. */
export const compileRule = async (rule: Rule): Promise<CompiledRule> =>
  compileRuleWith(rule, await regexFor(rule.findingCriteria, rule.assetCriteria));

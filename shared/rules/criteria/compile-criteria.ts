import type { FieldFault } from '../../errors';
import { compileCondition, ConditionFault, type Matcher } from './compile-condition';
import { type Condition, type Criteria, isGroup } from './criteria-schema';
import type { RegexCompiler } from './regex';

export interface CompiledCriteria {
  matches: Matcher;
  /** What cannot work, by its place. Such a condition is never met. */
  faults: FieldFault[];
}

/** Whether a part has a pattern in it, which the library has to be loaded for. */
export const usesRegex = (part: Condition | Criteria): boolean =>
  isGroup(part) ? part.conditions.some(usesRegex) : part.operator === 'matchesRegex';

function compilePart(
  part: Condition | Criteria,
  pointer: string,
  regex: RegexCompiler | undefined,
  faults: FieldFault[],
): Matcher {
  if (isGroup(part)) {
    const matchers = part.conditions.map((inner, position) =>
      compilePart(inner, `${pointer}/conditions/${position}`, regex, faults),
    );
    // No conditions are met by every instance, whether all or any of them are asked for.
    if (matchers.length === 0) return () => true;
    return part.match === 'all'
      ? (fields, now) => matchers.every((matches) => matches(fields, now))
      : (fields, now) => matchers.some((matches) => matches(fields, now));
  }
  try {
    return compileCondition(part, regex);
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    faults.push({ pointer: `${pointer}/value`, message: error.message });
    return () => false;
  }
}

/**
 * Makes criteria a function. No criteria are met by every instance.
 * @param pointer the place of the criteria in the rule, as a JSON pointer
 * @param regex needed where `usesRegex`
 */
export function compileCriteria(
  criteria: Criteria | undefined,
  pointer: string,
  regex: RegexCompiler | undefined,
): CompiledCriteria {
  if (!criteria) return { matches: () => true, faults: [] };
  const faults: FieldFault[] = [];
  return { matches: compilePart(criteria, pointer, regex, faults), faults };
}

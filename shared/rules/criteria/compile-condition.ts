import { listOf, textOf } from '../../nucleus/loose-values';
import { isObject } from '../../sync/lenient-json';
import type { RawFinding } from '../../nucleus/finding';
import { namedValue } from '../field-value';
import { compare, comparableOf } from './comparable';
import type { Condition } from './criteria-schema';
import { addressOf, ipRangeOf } from './ip-range';
import type { RegexCompiler } from './regex';
import { matchesWildcard } from './wildcard';

/** Whether an instance meets something. `now` moves what is relative to it. */
export type Matcher = (fields: RawFinding, now: Date) => boolean;

/** A condition that cannot work, and why. */
export class ConditionFault extends Error {
  override readonly name = 'ConditionFault';
}

const texts = (values: readonly unknown[]) => values.map(textOf).filter((text) => text !== undefined);

const operands = ({ value }: Condition): unknown[] => (Array.isArray(value) ? value : [value]);

/** The texts that a pattern is tried on: each item of a list, the whole of anything else. */
function candidates(actual: unknown): string[] {
  if (Array.isArray(actual)) return texts(actual);
  const text = textOf(actual);
  if (text === undefined) return [];
  return text.startsWith('[') ? texts(listOf(text)) : [text];
}

const isSomething = (value: unknown): boolean =>
  isObject(value) ? Object.keys(value).length > 0 : textOf(value) !== undefined || listOf(value).length > 0;

/** Met if any of the field's texts passes any of the tests; there has to be a test. */
function anyText(condition: Condition, toTest: (operand: string) => (text: string) => boolean): Matcher {
  const tests = texts(operands(condition)).map(toTest);
  if (tests.length === 0) throw new ConditionFault(`"${condition.operator}" needs a value`);
  return (fields) =>
    candidates(namedValue(fields, condition.field)).some((text) => tests.some((test) => test(text)));
}

function compiledRegex(pattern: string, compile: RegexCompiler | undefined): (text: string) => boolean {
  if (!compile) throw new ConditionFault('regular expressions are not loaded');
  try {
    return compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new ConditionFault(`"${pattern}" is not a regular expression that works here: ${reason}`);
  }
}

function inRanges(condition: Condition): Matcher {
  const ranges = texts(operands(condition).flatMap(listOf)).map((text) => {
    const range = ipRangeOf(text);
    if (!range)
      throw new ConditionFault(`"${text}" is not an address, a network (10.0.0.0/8) or a range (a-b)`);
    return range;
  });
  if (ranges.length === 0) throw new ConditionFault('"inIpRange" needs a value');
  return (fields) =>
    texts(listOf(namedValue(fields, condition.field))).some((text) => {
      const address = addressOf(text);
      return address !== undefined && ranges.some((range) => range(address));
    });
}

function compared({ field, operator, value }: Condition, holds: (difference: number) => boolean): Matcher {
  const operand = comparableOf(value);
  if (!operand) {
    throw new ConditionFault(`"${operator}" needs a number, a date, or a moment such as now-30d or now+7d`);
  }
  return (fields, now) => {
    const difference = compare(namedValue(fields, field), operand, now);
    return difference !== undefined && holds(difference);
  };
}

/**
 * Makes a condition a function, once per rule version. Exact operators are case sensitive, as in Nucleus (facts:
 * nucleus.md section 6.1); so are the others, where Nucleus does not say.
 * @throws ConditionFault it cannot work
 */
export function compileCondition(condition: Condition, regex: RegexCompiler | undefined): Matcher {
  const { field, operator, value } = condition;
  const wanted = texts(operands(condition));
  const set = new Set(wanted);
  // undefined for "", which stands for nothing: `is ""` asks for an empty field.
  const first = wanted[0];
  const text = (fields: RawFinding) => textOf(namedValue(fields, field));
  const has = (actual: string | undefined) => actual !== undefined && set.has(actual);
  const items = (fields: RawFinding) => texts(listOf(namedValue(fields, field)));
  switch (operator) {
    case 'is':
      return (fields) => text(fields) === first;
    case 'isNot':
      return (fields) => text(fields) !== first;
    case 'isOneOf':
      return (fields) => has(text(fields));
    case 'isNoneOf':
      return (fields) => !has(text(fields));
    case 'contains':
      return anyText(condition, (operand) => (actual) => actual.includes(operand));
    case 'startsWith':
      return anyText(condition, (operand) => (actual) => actual.startsWith(operand));
    case 'matchesWildcard':
      return anyText(condition, (operand) => (actual) => matchesWildcard(actual, operand));
    case 'matchesRegex':
      return anyText(condition, (operand) => compiledRegex(operand, regex));
    case 'greaterThan':
      return compared(condition, (difference) => difference > 0);
    case 'lessThan':
      return compared(condition, (difference) => difference < 0);
    case 'inIpRange':
      return inRanges(condition);
    case 'containsAny':
      return (fields) => items(fields).some(has);
    case 'containsAll':
      return (fields) => {
        const actual = new Set(items(fields));
        return wanted.every((item) => actual.has(item));
      };
    case 'exists':
      return (fields) => isSomething(namedValue(fields, field)) === (value ?? true);
  }
}

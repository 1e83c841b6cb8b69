import { listOf, textOf } from '../nucleus/loose-values';
import { isObject } from '../sync/lenient-json';
import type { RawFinding } from '../nucleus/finding';
import { fieldValue } from './field-value';
import type { Condition, Criteria } from './criteria-schema';

const texts = (values: unknown[]) => values.map(textOf).filter((text) => text !== undefined);

const isSomething = (value: unknown): boolean =>
  isObject(value) ? Object.keys(value).length > 0 : textOf(value) !== undefined || listOf(value).length > 0;

/** Exact operators are case sensitive, as in Nucleus (facts: nucleus.md section 6.1). */
function holds({ field, operator, value }: Condition, fields: RawFinding): boolean {
  const actual = fieldValue(fields, field);
  const text = textOf(actual);
  const wanted = texts(Array.isArray(value) ? value : [value]);
  // undefined for "", which stands for nothing: `is ""` asks for an empty field.
  const first = wanted[0];
  switch (operator) {
    case 'is':
      return text === first;
    case 'isNot':
      return text !== first;
    case 'isOneOf':
      return text !== undefined && wanted.includes(text);
    case 'isNoneOf':
      return text === undefined || !wanted.includes(text);
    case 'contains':
      return first !== undefined && (text?.includes(first) ?? false);
    case 'startsWith':
      return first !== undefined && (text?.startsWith(first) ?? false);
    case 'containsAny':
      return texts(listOf(actual)).some((item) => wanted.includes(item));
    case 'containsAll':
      return wanted.every((item) => texts(listOf(actual)).includes(item));
    case 'exists':
      return isSomething(actual) === (value ?? true);
  }
}

const isGroup = (part: Condition | Criteria): part is Criteria => 'conditions' in part;

/** Whether an instance meets the criteria. No criteria, or empty ones, are met by every instance. */
export function matchesCriteria(criteria: Criteria | undefined, fields: RawFinding): boolean {
  if (!criteria || criteria.conditions.length === 0) return true;
  const meets = (part: Condition | Criteria) =>
    isGroup(part) ? matchesCriteria(part, fields) : holds(part, fields);
  return criteria.match === 'all' ? criteria.conditions.every(meets) : criteria.conditions.some(meets);
}

import { isIdentity } from '../identity-ref';
import type { Identity } from '../identity';
import { queryError } from '../http/errors';
import type { FieldDefinition } from '../processes/process';
import type { FieldValues } from '../work-item-change';
import type { Condition, Operand } from './query';

export interface QueryContext {
  me: Identity;
  /** Name of the project in the path of the query. */
  project: string | undefined;
  now: Date;
  /** Without it, dates compare by day (facts: azure-devops.md section 4.8). */
  timePrecision: boolean;
}

/** A work item as a condition sees it. */
export interface Candidate {
  fields: FieldValues;
  /** Values the field has had, for EVER. */
  everHad(field: string): unknown[];
  /** Types in a category, for IN GROUP. */
  typesIn(category: string): readonly string[];
}

type Comparable = string | number;

const day = 24 * 60 * 60 * 1000;
const startOfDay = (time: number) => Math.floor(time / day) * day;

function startOf(unit: string, now: Date): number {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (unit === '@startofyear') return Date.UTC(year, 0, 1);
  if (unit === '@startofmonth') return Date.UTC(year, month, 1);
  const today = startOfDay(now.getTime());
  return unit === '@startofweek' ? today - now.getUTCDay() * day : today;
}

const unitDays: Record<string, number> = { '@startofweek': 7, '@startofmonth': 30, '@startofyear': 365 };

function macro(
  { name, offset }: Extract<Operand, { kind: 'macro' }>,
  context: QueryContext,
): Comparable | undefined {
  if (name === '@me') return context.me.uniqueName.toLowerCase();
  if (name === '@project') {
    if (context.project === undefined) throw queryError('TF51001: The @Project macro needs a project.');
    return context.project.toLowerCase();
  }
  if (name === '@today' || name.startsWith('@startof'))
    return startOf(name, context.now) + offset * (unitDays[name] ?? 1) * day;
  throw queryError(`TF51004: The macro is not known. The error is caused by «${name}».`);
}

function readDate(text: string, { timePrecision }: QueryContext): number | undefined {
  if (text === '') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw queryError(`TF51004: The date is not valid. The error is caused by «${text}».`);
  if (!timePrecision && /\d:\d/.test(text))
    throw queryError(
      'You cannot supply a time with the date when running a query using date precision. The error is caused by ' +
        `«'${text}'».`,
    );
  return time;
}

/** A stored value in a form that compares: people by unique name, dates by day unless times matter. */
function stored(field: FieldDefinition, value: unknown, context: QueryContext): Comparable | undefined {
  if (isIdentity(value)) return value.uniqueName.toLowerCase();
  if (field.type === 'dateTime' && typeof value === 'string') {
    const time = Date.parse(value);
    return context.timePrecision ? time : startOfDay(time);
  }
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? String(value) : undefined;
}

function wanted(
  field: FieldDefinition,
  operand: Operand,
  candidate: Candidate,
  context: QueryContext,
): Comparable | undefined {
  switch (operand.kind) {
    case 'number':
      return operand.value;
    case 'macro':
      return macro(operand, context);
    case 'field':
      return stored(operand.field, candidate.fields[operand.field.referenceName], context);
    case 'text': {
      if (operand.text === '') return undefined;
      if (field.type === 'dateTime') {
        const time = readDate(operand.text, context);
        return time === undefined || context.timePrecision ? time : startOfDay(time);
      }
      if (field.isIdentity) return (/<([^<>]*)>\s*$/.exec(operand.text)?.[1] ?? operand.text).toLowerCase();
      return field.type === 'integer' || field.type === 'double'
        ? Number(operand.text)
        : operand.text.toLowerCase();
    }
  }
}

/** People match by unique name or by display name. */
function equals(
  field: FieldDefinition,
  value: unknown,
  right: Comparable | undefined,
  context: QueryContext,
): boolean {
  if (isIdentity(value) && right === value.displayName.toLowerCase()) return true;
  return stored(field, value, context) === right;
}

function contains(field: FieldDefinition, value: unknown, part: Comparable | undefined): boolean {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (part === undefined) return false;
  // Tags are compared one by one.
  if (field.referenceName === 'System.Tags') return text.split('; ').includes(String(part));
  return text.includes(String(part));
}

const isUnder = (value: unknown, path: Comparable | undefined): boolean => {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === path || text.startsWith(`${String(path)}\\`);
};

function order(left: Comparable | undefined, right: Comparable | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}

function compare(
  { field, operator, operands }: Extract<Condition, { kind: 'compare' }>,
  candidate: Candidate,
  context: QueryContext,
): boolean {
  const value = candidate.fields[field.referenceName];
  const rights = operands.map((operand) => wanted(field, operand, candidate, context));
  const [right] = rights;
  const difference = () => order(stored(field, value, context), right);
  switch (operator) {
    case '=':
      return equals(field, value, right, context);
    case '<>':
      return !equals(field, value, right, context);
    case '<':
      return (difference() ?? 1) < 0;
    case '>':
      return (difference() ?? -1) > 0;
    case '<=':
      return (difference() ?? 1) <= 0;
    case '>=':
      return (difference() ?? -1) >= 0;
    case 'in':
      return rights.some((one) => equals(field, value, one, context));
    case 'in group':
      return candidate
        .typesIn(String(right))
        .some((name) => equals(field, value, name.toLowerCase(), context));
    case 'contains':
    case 'contains words':
      return contains(field, value, right);
    case 'under':
      return isUnder(value, right);
    case 'ever':
      return candidate.everHad(field.referenceName).some((past) => equals(field, past, right, context));
    case 'is empty':
      return value === undefined;
  }
}

/** Whether a work item meets a condition. Texts compare without regard to case; an empty field meets no order. */
export function meets(condition: Condition, candidate: Candidate, context: QueryContext): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => meets(part, candidate, context));
    case 'or':
      return condition.parts.some((part) => meets(part, candidate, context));
    case 'not':
      return !meets(condition.part, candidate, context);
    case 'compare':
      return compare(condition, candidate, context);
  }
}

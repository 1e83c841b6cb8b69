import { dateOf, textOf } from '../../nucleus/loose-values';

/** What a field is compared with: a number, or a moment in milliseconds that may move with the clock. */
export type Comparable = { kind: 'number'; value: number } | { kind: 'date'; at: (now: Date) => number };

const relative = /^now(?:\s*([+-])\s*(\d{1,5})\s*([hdwmy]))?$/;

const hour = 60 * 60_000;
const unitMs: Record<string, number> = {
  h: hour,
  d: 24 * hour,
  w: 7 * 24 * hour,
  m: 30 * 24 * hour,
  y: 365 * 24 * hour,
};

/** A number, however Nucleus writes it; not a date, not an empty text. */
export function numberIn(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  return Number(text);
}

/**
 * Reads an operand of `greaterThan` and `lessThan`: a number, a date, or a moment relative to now: `now`, `now+7d`,
 * `now-30d` (h hours, d days, w weeks, m months of 30 days, y years of 365).
 */
export function comparableOf(value: unknown): Comparable | undefined {
  const number = numberIn(value);
  if (number !== undefined) return { kind: 'number', value: number };
  const parts = relative.exec((textOf(value) ?? '').toLowerCase());
  if (parts) {
    const [, sign = '+', count = '0', unit = 'd'] = parts;
    const offset = Number(count) * (unitMs[unit] ?? 0) * (sign === '-' ? -1 : 1);
    return { kind: 'date', at: (now) => now.getTime() + offset };
  }
  const date = dateOf(value)?.getTime();
  return date === undefined ? undefined : { kind: 'date', at: () => date };
}

/** How a field stands to an operand: below 0, 0, or above 0. undefined where it cannot be compared, which is never met. */
export function compare(actual: unknown, operand: Comparable, now: Date): number | undefined {
  if (operand.kind === 'number') {
    const number = numberIn(actual);
    return number === undefined ? undefined : number - operand.value;
  }
  const date = dateOf(actual);
  return date && date.getTime() - operand.at(now);
}

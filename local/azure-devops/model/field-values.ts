import type { FieldValues } from '../work-item-change';

/** A value as text: what is compared with what a caller sent. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** The text of a text field; undefined when it is empty. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The fields without one of them. */
export const without = (fields: FieldValues, name: string): FieldValues =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

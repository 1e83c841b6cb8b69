/** A finding as Nucleus writes it: flat, with strings. */
export type StoredFinding = Record<string, unknown>;

/** Dates of Nucleus have no zone and compare as text: `YYYY-MM-DD HH:MM:SS`. */
interface DateFilter {
  operator: string;
  datetime: string;
}

const isDateFilter = (value: unknown): value is DateFilter =>
  typeof value === 'object' && value !== null && 'operator' in value && 'datetime' in value;

const comparisons: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
};

/** Whether a finding fits the flat body of `findings/search` (facts: nucleus.md section 12.4): all of it has to hold. */
export function matchesSearch(finding: StoredFinding, search: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(search).every(([field, wanted]) => {
    const stored = finding[field];
    const value = typeof stored === 'string' || typeof stored === 'number' ? String(stored) : '';
    if (isDateFilter(wanted)) return comparisons[wanted.operator]?.(value, wanted.datetime) ?? false;
    return (Array.isArray(wanted) ? wanted : [wanted]).map(String).includes(value);
  });
}

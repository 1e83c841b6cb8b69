/**
 * Nucleus's types are loose (facts: nucleus.md section 12.1): ids are numbers or strings, "" stands for nothing, flags
 * are 0/1 as number or string, dates have no zone. These read a value for what it means.
 */

/** Text, or undefined for nothing. NUL and other control characters are left out: no store or page wants them. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const clean = value.replace(/(?![\t\n\r])\p{Cc}/gu, '').trim();
  return clean === '' ? undefined : clean;
}

export function flagOf(value: unknown): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  if (text === '1' || text === 'true' || text === 'yes') return true;
  if (text === '0' || text === 'false' || text === 'no') return false;
  return undefined;
}

const nucleusDate = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** JavaScript would roll 30 February over into March. */
const isDayOfCalendar = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/** A date in Nucleus's form or ISO 8601; without a zone it is taken as UTC. Absurd ones are undefined. */
export function dateOf(value: unknown): Date | undefined {
  const parts = nucleusDate.exec(textOf(value) ?? '');
  if (!parts || !isDayOfCalendar(parts[1] ?? '')) return undefined;
  const [, day = '', time = '00:00:00', zone = 'Z'] = parts;
  const date = new Date(`${day}T${time}${zone}`);
  const year = date.getUTCFullYear();
  return Number.isNaN(date.getTime()) || year < 1970 || year > 9998 ? undefined : date;
}

/** A list, whether it came as one, as JSON in a string, as text with commas, or as "" for none. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  const text = textOf(value);
  if (text === undefined) return [];
  if (text.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed)) return parsed as unknown[];
    } catch {
      return [text];
    }
  }
  return text.split(',').map((item) => item.trim());
}

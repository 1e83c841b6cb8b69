import { CronExpressionParser } from 'cron-parser';

/** Numbers, names of three letters, and the signs between them; `?`, `L`, `#` and macros belong to other crons. */
const field = /^(?:[\d*,/-]|\b[A-Za-z]{3}\b)+$/;

const parse = (fields: readonly string[], currentDate: Date) =>
  CronExpressionParser.parse(fields.join(' '), { currentDate, tz: 'UTC' });

/**
 * The first moment after `from` that an NCRONTAB expression names: seconds (may be left out), minutes, hours, days,
 * months, days of the week; in UTC. Unlike other crons it means "and" where both kinds of day are given.
 * Source: Azure Functions documentation, "Timer trigger", NCRONTAB expressions; atifaziz/NCrontab.
 * @throws if it is no such expression
 */
export function nextOccurrence(schedule: string, from: Date): Date {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length < 5 || fields.length > 6 || !fields.every((text) => field.test(text)))
    throw new Error(`"${schedule}" is no NCRONTAB expression.`);
  const anyWeekday = parse([...fields.slice(0, -1), '*'], from);
  const anyDay = parse(
    fields.map((text, index) => (index === fields.length - 3 ? '*' : text)),
    from,
  );
  for (;;) {
    const candidate = anyWeekday.next().toDate();
    if (anyDay.includesDate(candidate)) return candidate;
  }
}

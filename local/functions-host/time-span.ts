const timeSpan = /^(?:(\d+)\.)?(\d|[01]\d|2[0-3]):([0-5]?\d)(?::([0-5]?\d(?:\.\d{1,7})?))?$/;

/**
 * Milliseconds of a .NET time span, "[days.]hours:minutes[:seconds[.fraction]]", as host.json has them.
 * @throws if the text is none
 */
export function timeSpanMs(text: string): number {
  const parts = timeSpan.exec(text.trim());
  if (!parts) throw new Error(`"${text}" is no time span such as 00:05:00.`);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part || 0));
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

/**
 * Seconds to wait by a `Retry-After` header, whole and not negative (RFC 9110 section 10.2.3: seconds or an HTTP date).
 * @returns undefined without a header that can be read
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const date = Date.parse(text);
  return Number.isNaN(date) || !/[a-z]/i.test(text) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

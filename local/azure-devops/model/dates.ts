/** When the newest revision ends. */
export const endOfTime = '9999-01-01T00:00:00Z';

/** ISO UTC with the zeros at the end of the fraction cut off: `…:58.97Z`, `…:54Z` (facts: azure-devops.md section 4.1). */
export const isoDate = (date: Date): string => date.toISOString().replace(/\.?0*Z$/, 'Z');

/** `1/9/2025 12:04:16 PM`: how deletions tell their date (facts: section 4.10). */
export function usDate(date: Date): string {
  const hours = date.getUTCHours();
  const pad = (value: number) => String(value).padStart(2, '0');
  const time = `${hours % 12 || 12}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${time} ${hours < 12 ? 'AM' : 'PM'}`;
}

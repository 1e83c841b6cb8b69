/**
 * A date with the seven digits of a .NET clock, of which zeros at the end are cut: events of one subscription come with
 * seven digits, sometimes with six (facts: azure-devops.md section 6.1).
 * @param ticks of 100 ns beyond the millisecond, 0 to 9999
 */
export const eventDate = (date: Date, ticks: number): string =>
  date
    .toISOString()
    .replace('Z', `${String(ticks % 10_000).padStart(4, '0')}Z`)
    .replace(/\.?0*Z$/, 'Z');

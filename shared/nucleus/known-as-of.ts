import type { StoredInstance } from './finding-record';

/** The later of two dates (ISO 8601). */
export const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);

/**
 * As of when what is stored of an instance is known to be true: older news of it is out of date.
 * @param confirmedAsOf the date on the header, at which all instances known then were seen again
 */
export const knownAsOf = (instance: StoredInstance, confirmedAsOf: string | undefined): string =>
  instance.cameLate ? instance.asOf : later(instance.asOf, confirmedAsOf);

/** The instance as true on a date, marked where the header's later date does not speak for it. */
export function dated(
  instance: StoredInstance,
  asOf: string,
  confirmedAsOf: string | undefined,
): StoredInstance {
  const unmarked: StoredInstance = { ...instance, asOf };
  delete unmarked.cameLate;
  return confirmedAsOf !== undefined && asOf < confirmedAsOf ? { ...unmarked, cameLate: true } : unmarked;
}

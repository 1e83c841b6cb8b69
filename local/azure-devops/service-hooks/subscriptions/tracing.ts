import { isoDate } from '../../model/dates';
import { isObject } from '../is-object';

/** Diagnostics of a subscription; they run for an hour (facts: azure-devops.md section 7.1). */
const kinds = ['deliveryTracing', 'evaluationTracing', 'deliveryResults'] as const;

export interface Tracing {
  enabled: boolean;
  startDate?: Date;
}

export type Diagnostics = Partial<Record<(typeof kinds)[number], Tracing>>;

const hour = 3_600_000;
const maxTracedEntries = 25;

/** The diagnostics after a caller's change; what is not named stays. */
export function changeDiagnostics(current: Diagnostics, body: unknown, now: Date): Diagnostics {
  const next = { ...current };
  for (const kind of kinds) {
    const asked = isObject(body) ? body[kind] : undefined;
    if (!isObject(asked)) continue;
    next[kind] = asked.enabled === true ? { enabled: true, startDate: now } : { enabled: false };
  }
  return next;
}

function describe({ enabled, startDate }: Tracing, now: Date) {
  if (!startDate) return { enabled };
  const endDate = new Date(startDate.getTime() + hour);
  const dates = { startDate: isoDate(startDate), endDate: isoDate(endDate) };
  return { enabled: enabled && now < endDate, ...dates, maxTracedEntries };
}

export const describeDiagnostics = (diagnostics: Diagnostics, now: Date) =>
  Object.fromEntries(Object.entries(diagnostics).map(([kind, tracing]) => [kind, describe(tracing, now)]));

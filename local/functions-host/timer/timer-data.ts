import type { TypedData } from '../worker/functions-core';

/** When a timer ran last and runs next. */
export interface ScheduleStatus {
  last: Date;
  next: Date;
  lastUpdated: Date;
}

/** The real host's way to say "never". */
export const never = new Date('0001-01-01T00:00:00Z');

interface TimerRun {
  isPastDue: boolean;
  status?: ScheduleStatus;
}

/**
 * What a timer function is given, in the casing of the host; the library makes the first letters small.
 * Source: azure-webjobs-sdk-extensions, TimerInfo.cs and ScheduleStatus.cs.
 */
export const timerData = ({ isPastDue, status }: TimerRun): TypedData => ({
  json: JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ? { Last: status.last, LastUpdated: status.lastUpdated, Next: status.next } : null,
    IsPastDue: isPastDue,
  }),
});

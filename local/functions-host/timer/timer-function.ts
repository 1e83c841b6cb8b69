import { type AppSettings, resolveSettings } from '../app-settings';
import type { RegisteredFunction } from '../worker/function-app';
import { nextOccurrence } from './next-occurrence';

/** A function with a timer trigger, its options read. */
export interface TimerFunction {
  fn: RegisteredFunction;
  /** NCRONTAB. */
  schedule: string;
  runOnStartup: boolean;
  /** Whether a run that was missed while the host was down is made up for. */
  useMonitor: boolean;
}

export const isTimerFunction = ({ trigger }: RegisteredFunction) =>
  trigger.type.toLowerCase() === 'timertrigger';

/** @throws if there is no schedule, or none that can be read */
export function toTimerFunction(fn: RegisteredFunction, settings: AppSettings): TimerFunction {
  const { schedule, runOnStartup, useMonitor } = fn.trigger;
  if (typeof schedule !== 'string') throw new Error(`The function "${fn.name}" has no schedule.`);
  const resolved = resolveSettings(schedule, settings);
  nextOccurrence(resolved, new Date());
  return { fn, schedule: resolved, runOnStartup: runOnStartup === true, useMonitor: useMonitor !== false };
}

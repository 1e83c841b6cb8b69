import { type AppSettings, isDisabled } from './app-settings';
import type { HostSettings } from './host-json';
import { type HttpFunction, isHttpFunction, toHttpFunction } from './http/http-function';
import { isServiceBusFunction, type QueueFunction, toQueueFunction } from './service-bus/queue-trigger';
import { isTimerFunction, type TimerFunction, toTimerFunction } from './timer/timer-function';
import type { RegisteredFunction } from './worker/function-app';

/** The functions that are in service, by the kind of their trigger, each with its options read. */
export interface Triggers {
  all: RegisteredFunction[];
  http: HttpFunction[];
  queues: QueueFunction[];
  timers: TimerFunction[];
}

/** @throws if a function has a trigger that this host does not have, or options that make no sense */
export function readTriggers(
  registered: readonly RegisteredFunction[],
  { routePrefix, serviceBus }: HostSettings,
  settings: AppSettings,
): Triggers {
  const all = registered.filter(({ name }) => !isDisabled(name, settings));
  for (const fn of all)
    if (!isHttpFunction(fn) && !isServiceBusFunction(fn) && !isTimerFunction(fn))
      throw new Error(`This host has no trigger "${fn.trigger.type}" (function "${fn.name}").`);
  return {
    all,
    http: all.filter(isHttpFunction).map((fn) => toHttpFunction(fn, routePrefix)),
    queues: all.filter(isServiceBusFunction).map((fn) => toQueueFunction(fn, serviceBus, settings)),
    timers: all.filter(isTimerFunction).map((fn) => toTimerFunction(fn, settings)),
  };
}

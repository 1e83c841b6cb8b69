import type { Invoker } from '../invoker';
import { log } from '../log';
import { nextOccurrence } from './next-occurrence';
import { never, timerData } from './timer-data';
import type { TimerFunction } from './timer-function';
import type { TimerMemory } from './timer-memory';

/** Longer waits overflow Node's timers. */
const longestWaitMs = 2 ** 31 - 1;

/**
 * Runs a timer function on its schedule until the returned function is called: never twice at a time, the next moment
 * being reckoned when a run has ended. Once at the start if the function asks for it, or if a run was missed.
 * Source: azure-webjobs-sdk-extensions, TimerListener.cs.
 */
export function runTimer(
  { fn, schedule, runOnStartup, useMonitor }: TimerFunction,
  invoker: Invoker,
  memory: TimerMemory,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let last = never;

  const run = async (reason: string, due: Date, isPastDue: boolean) => {
    const status = useMonitor ? { status: { last, lastUpdated: last, next: due } } : {};
    await invoker.run(fn, { reason, data: timerData({ isPastDue, ...status }) }).catch(() => undefined);
    // A timer may fire some milliseconds early; reckoned from now the same moment would come twice.
    last = new Date(Math.max(Date.now(), isPastDue ? 0 : due.getTime()));
    waitFor(nextOccurrence(schedule, last));
  };

  const waitFor = (due: Date) => {
    if (stopped) return;
    if (useMonitor) memory.remember(fn.name, due);
    const wait = () => {
      const left = due.getTime() - Date.now();
      timer =
        left > longestWaitMs
          ? setTimeout(wait, longestWaitMs)
          : setTimeout(() => void run('timer', due, false), Math.max(left, 0));
    };
    wait();
  };

  const now = new Date();
  const missed = useMonitor ? memory.nextDue(fn.name) : undefined;
  if (missed && missed < now) {
    log('information', `'${fn.name}' is past due`, { function: fn.name, due: missed.toISOString() });
    void run('timer, past due', missed, true);
  } else if (runOnStartup) void run('timer, on startup', now, false);
  else waitFor(nextOccurrence(schedule, now));

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

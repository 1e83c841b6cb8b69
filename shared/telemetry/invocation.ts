import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from '../logger';
import { type TraceContext, traceParentOf } from './trace-context';

/** What everything that one run of a function does has in common. */
export interface Invocation {
  trace: TraceContext;
  log: Logger;
}

const current = new AsyncLocalStorage<Invocation>();

/** Does work as part of an invocation: what it sends carries the trace, what shared parts log goes to its log. */
export const inInvocation = <T>(invocation: Invocation, work: () => T): T => current.run(invocation, work);

/** The `traceparent` that goes with whatever is sent now; undefined outside of invocations. */
export function currentTraceParent(): string | undefined {
  const invocation = current.getStore();
  return invocation && traceParentOf(invocation.trace);
}

/**
 * The log of whichever invocation is running, for parts that outlive one, such as clients. Outside of invocations there
 * is nobody to tell, and nothing is written.
 */
export const invocationLog: Logger = withData({});

function withData(always: Record<string, unknown>): Logger {
  const log = () => current.getStore()?.log;
  return {
    info: (message, data) => log()?.info(message, { ...always, ...data }),
    warn: (message, data) => log()?.warn(message, { ...always, ...data }),
    error: (message, data) => log()?.error(message, { ...always, ...data }),
    with: (data) => withData({ ...always, ...data }),
  };
}

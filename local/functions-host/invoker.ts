import { randomBytes, randomUUID } from 'node:crypto';
import { errorDetails, log } from './log';
import { writeAppLog } from './worker/app-log';
import type { FunctionApp, RegisteredFunction } from './worker/function-app';
import type { InvocationResponse, TypedData } from './worker/functions-core';
import { invoke } from './worker/invoke';

/** What a trigger hands to an invocation. */
export interface TriggerInput {
  /** Why the function runs, for the log: "HTTP GET", "message of scan-ingest" … */
  reason: string;
  data: TypedData;
  metadata?: Record<string, TypedData>;
  /** W3C trace context of the caller, if it sent one. */
  traceParent?: string;
  traceState?: string;
}

/** A function has thrown; the log has its stack, `cause` has what it threw. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
}

/** A new W3C trace, not sampled. */
const newTraceParent = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;

/** Runs functions, logs the start and the end of each run, and knows which are still running. */
export class Invoker {
  private readonly running = new Set<Promise<unknown>>();

  constructor(private readonly app: FunctionApp) {}

  /** @throws {InvocationError} if the function does not succeed */
  run(
    fn: RegisteredFunction,
    input: TriggerInput,
    invocationId: string = randomUUID(),
  ): Promise<InvocationResponse> {
    const run = this.runLogged(fn, input, invocationId);
    this.running.add(run);
    const forget = () => void this.running.delete(run);
    run.then(forget, forget);
    return run;
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private async runLogged(
    fn: RegisteredFunction,
    input: TriggerInput,
    invocationId: string,
  ): Promise<InvocationResponse> {
    const started = performance.now();
    const details = { function: fn.name, invocationId };
    const end = () => ({ ...details, durationMs: Math.round(performance.now() - started) });
    log('information', `Executing '${fn.name}'`, { ...details, reason: input.reason });
    try {
      const { traceParent = newTraceParent(), traceState } = input;
      const request = {
        invocationId,
        functionId: fn.id,
        inputData: [{ name: fn.trigger.name, data: input.data }],
        triggerMetadata: input.metadata ?? {},
        traceContext: { traceParent, ...(traceState === undefined ? {} : { traceState }), attributes: {} },
      };
      const response = await invoke(this.app, fn, request, (level, category, message) =>
        writeAppLog(this.app, level, category, message, details),
      );
      log('information', `Executed '${fn.name}'`, { ...end(), result: 'Succeeded' });
      return response;
    } catch (error) {
      log('error', `Executed '${fn.name}'`, { ...end(), result: 'Failed', ...errorDetails(error) });
      throw new InvocationError(`The function '${fn.name}' failed.`, { cause: error });
    }
  }
}

import { randomUUID } from 'node:crypto';
import type { Invoker } from '../invoker';
import { forwardToApp, streamMetadata } from './forward-to-app';
import { checkContentLength } from './read-body';
import { reasonAndTrace } from './reason-and-trace';
import type { RunHttpFunction } from './run-buffered';

/**
 * The way of an app that asked for HTTP streaming: the worker is told of an invocation, and the library, which gets the
 * request itself at `appUrl`, puts the two together.
 */
export function runStreamed(invoker: Invoker, bodyLimit: number, appUrl: string): RunHttpFunction {
  return async ({ request, response, url }, fn, params) => {
    checkContentLength(request, bodyLimit);
    const invocationId = randomUUID();
    const aborter = new AbortController();
    const input = { data: {}, metadata: streamMetadata(request, params), ...reasonAndTrace(request) };
    const run = invoker.run(fn, input, invocationId);
    run.catch(() => aborter.abort());
    await forwardToApp(request, response, { appUrl, url, invocationId, bodyLimit, abort: aborter.signal });
    await run;
  };
}

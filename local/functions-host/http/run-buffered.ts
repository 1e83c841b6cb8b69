import type { Invoker } from '../invoker';
import type { RegisteredFunction } from '../worker/function-app';
import type { Exchange } from './exchange';
import { readBody } from './read-body';
import { reasonAndTrace } from './reason-and-trace';
import { toRpcRequest } from './to-rpc-request';
import { writeResponse } from './write-response';

/** How requests get to functions and their answers back. */
export type RunHttpFunction = (
  exchange: Exchange,
  fn: RegisteredFunction,
  params: Record<string, string>,
) => Promise<void>;

/** The usual way: the whole request to the worker, the whole answer from it. */
export function runBuffered(invoker: Invoker, bodyLimit: number): RunHttpFunction {
  return async ({ request, response, method, url }, fn, params) => {
    const body = await readBody(request, bodyLimit);
    const http = toRpcRequest({ method, url, headers: request.headers, params, body });
    const { returnValue } = await invoker.run(fn, { data: { http }, ...reasonAndTrace(request) });
    writeResponse(response, returnValue?.http);
  };
}

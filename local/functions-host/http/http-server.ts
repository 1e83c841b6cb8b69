import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { InvocationError, type Invoker } from '../invoker';
import { errorDetails, log } from '../log';
import type { RegisteredFunction } from '../worker/function-app';
import { answerAdmin } from './admin-api';
import { type HostKeys, mayCall, presentedKey } from './authorize';
import { forwardToApp, streamMetadata } from './forward-to-app';
import { homePage } from './home-page';
import { findHttpFunction, type HttpFunction, sortByPrecedence } from './http-function';
import { pathSegments } from './path-segments';
import { BodyTooLargeError, checkContentLength, readBody } from './read-body';
import { requestUrl } from './request-url';
import { toRpcRequest } from './to-rpc-request';
import { writeResponse, writeStatus } from './write-response';

interface HttpServerOptions {
  httpFunctions: readonly HttpFunction[];
  /** All that are in service, for /admin. */
  functions: readonly RegisteredFunction[];
  invoker: Invoker;
  keys: HostKeys;
  /** Bytes. */
  bodyLimit: number;
  /** Where the app takes requests itself, if it asked for HTTP streaming. */
  streamUrl: string | undefined;
}

/** What Kestrel, the real host's server, allows. Source: ASP.NET Core documentation, KestrelServerLimits. */
const keepAliveTimeoutMs = 130_000;
const maxHeaderBytes = 32 * 1024;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

/** The HTTP side of the host: routing, keys, limits; the rest is the functions' own. */
export function createHttpServer(options: HttpServerOptions): Server {
  const routes = sortByPrecedence(options.httpFunctions);
  const server = createServer(
    { keepAliveTimeout: keepAliveTimeoutMs, maxHeaderSize: maxHeaderBytes },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (error instanceof BodyTooLargeError) refuseBody(request, response);
        else {
          // The invoker has logged what a function threw. What is left is mostly callers that went away.
          if (!(error instanceof InvocationError))
            log('warning', 'A request was not answered', errorDetails(error));
          writeStatus(response, 500);
        }
      });
    },
  );
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = requestUrl(request);
    const path = url && pathSegments(url.pathname);
    if (!url || !path) {
      writeStatus(response, 400);
      return;
    }
    const key = presentedKey(request.headers['x-functions-key'], url.searchParams);
    const method = request.method ?? 'GET';
    if (path[0]?.toLowerCase() === 'admin') {
      const isAdmin = mayCall('admin', key, options.keys);
      return answerAsAdmin({ request, response, url }, method, path.slice(1), isAdmin);
    }
    const match = findHttpFunction(routes, method, path);
    if (match) {
      if (!mayCall(match.found.authLevel, key, options.keys)) {
        writeStatus(response, 401);
        return;
      }
      const run = options.streamUrl === undefined ? runBuffered : runStreamed;
      return run({ request, response, url }, match.found, match.params);
    }
    if (path.length > 0 || (method !== 'GET' && method !== 'HEAD')) {
      writeStatus(response, 404);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(homePage);
  }

  async function answerAsAdmin(
    { request, response }: Exchange,
    method: string,
    path: readonly string[],
    isAdmin: boolean,
  ): Promise<void> {
    const { status, body } = await answerAdmin(
      { method, path, isAdmin, body: () => readBody(request, options.bodyLimit) },
      {
        functions: options.functions,
        start: (fn, input) => void options.invoker.run(fn, input).catch(() => undefined),
      },
    );
    if (body === undefined) {
      writeStatus(response, status);
      return;
    }
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
  }

  async function runBuffered(
    exchange: Exchange,
    { fn }: HttpFunction,
    params: Record<string, string>,
  ): Promise<void> {
    const { request, response, url } = exchange;
    const body = await readBody(request, options.bodyLimit);
    const { method = 'GET', headers } = request;
    const data = { http: toRpcRequest({ method, url, headers, params, body }) };
    const { returnValue } = await options.invoker.run(fn, { data, ...reasonAndTrace(request) });
    writeResponse(response, returnValue?.http);
  }

  async function runStreamed(
    exchange: Exchange,
    { fn }: HttpFunction,
    params: Record<string, string>,
  ): Promise<void> {
    const { request, response, url } = exchange;
    const appUrl = options.streamUrl ?? '';
    const { bodyLimit } = options;
    checkContentLength(request, bodyLimit);
    const invocationId = randomUUID();
    const aborter = new AbortController();
    const metadata = streamMetadata(request, params);
    const run = options.invoker.run(fn, { data: {}, metadata, ...reasonAndTrace(request) }, invocationId);
    run.catch(() => aborter.abort());
    await forwardToApp(request, response, { appUrl, url, invocationId, bodyLimit, abort: aborter.signal });
    await run;
  }
}

const reasonAndTrace = ({ method = 'GET', headers }: IncomingMessage) => ({
  reason: `HTTP ${method}`,
  ...(typeof headers.traceparent === 'string' ? { traceParent: headers.traceparent } : {}),
  ...(typeof headers.tracestate === 'string' ? { traceState: headers.tracestate } : {}),
});

/** Says 413 and lets go of the connection: what is left of the body is not wanted. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(413, { connection: 'close', 'content-length': 0 }).end();
  request.resume();
  setTimeout(() => request.destroy(), 5_000).unref();
}

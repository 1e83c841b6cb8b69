import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { InvocationError, type Invoker } from '../invoker';
import { errorDetails, log } from '../log';
import type { RegisteredFunction } from '../worker/function-app';
import { answerAdmin } from './admin-api';
import { type HostKeys, mayCall, presentedKey } from './authorize';
import type { Exchange } from './exchange';
import { homePage } from './home-page';
import { findHttpFunction, type HttpFunction, sortByPrecedence } from './http-function';
import { pathSegments } from './path-segments';
import { BodyTooLargeError, readBody } from './read-body';
import { requestUrl } from './request-url';
import { runBuffered, type RunHttpFunction } from './run-buffered';
import { runStreamed } from './run-streamed';
import { refuseBody, writeStatus } from './write-response';

export interface HttpServerOptions {
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

interface Site extends HttpServerOptions {
  routes: readonly HttpFunction[];
  run: RunHttpFunction;
}

/** What Kestrel, the real host's server, allows. Source: ASP.NET Core documentation, KestrelServerLimits. */
const limits = { keepAliveTimeout: 130_000, maxHeaderSize: 32 * 1024 };

/** The HTTP side of the host: routing, keys, limits; the rest is the functions' own. */
export function createHttpServer(options: HttpServerOptions): Server {
  const { httpFunctions, invoker, bodyLimit, streamUrl } = options;
  const routes = sortByPrecedence(httpFunctions);
  const run =
    streamUrl === undefined ? runBuffered(invoker, bodyLimit) : runStreamed(invoker, bodyLimit, streamUrl);
  return createServer(limits, (request, response) => {
    answer({ ...options, routes, run }, request, response).catch((error: unknown) =>
      answerFailure(error, request, response),
    );
  });
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = requestUrl(request);
  const path = url && pathSegments(url.pathname);
  if (!url || !path) {
    writeStatus(response, 400);
    return;
  }
  const { method = 'GET' } = request;
  const exchange = { request, response, method, url };
  const key = presentedKey(request.headers['x-functions-key'], url.searchParams);
  const match = findHttpFunction(site.routes, method, path);
  if (path[0]?.toLowerCase() === 'admin')
    await administrate(site, exchange, path.slice(1), mayCall('admin', key, site.keys));
  else if (match && mayCall(match.found.authLevel, key, site.keys))
    await site.run(exchange, match.found.fn, match.params);
  else if (match) writeStatus(response, 401);
  else if (path.length === 0 && (method === 'GET' || method === 'HEAD'))
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(homePage);
  else writeStatus(response, 404);
}

/** The invoker has logged what a function threw; what is left then is mostly callers that went away. */
function answerFailure(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (error instanceof BodyTooLargeError) {
    refuseBody(request, response);
    return;
  }
  if (!(error instanceof InvocationError)) log('warning', 'A request was not answered', errorDetails(error));
  writeStatus(response, 500);
}

async function administrate(
  { functions, invoker, bodyLimit }: Site,
  { request, response, method }: Exchange,
  path: readonly string[],
  isAdmin: boolean,
): Promise<void> {
  const { status, body } = await answerAdmin(
    { method, path, isAdmin, body: () => readBody(request, bodyLimit) },
    { functions, start: (fn, input) => void invoker.run(fn, input).catch(() => undefined) },
  );
  if (body === undefined) writeStatus(response, status);
  else
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
}

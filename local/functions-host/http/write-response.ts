import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpData } from '../worker/functions-core';
import { toBytes } from '../worker/typed-data';
import { setCookie } from './set-cookie';

/** What belongs to the connection, or follows from the body, is the server's to say. */
const serversOwn = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * Answers with what a function returned. Nothing at all is 204, as on the platform. Negotiation of the content type is
 * left out: every body has come as bytes with a type of its own.
 */
export function writeResponse(response: ServerResponse, http: HttpData | null | undefined): void {
  if (!http) {
    response.writeHead(204).end();
    return;
  }
  response.statusCode = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {}))
    if (!serversOwn.has(name.toLowerCase())) response.setHeader(name, value);
  const cookies = (http.cookies ?? []).map(setCookie);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const body = toBytes(http.body);
  // Node would say 0 to HEAD, and 204 and 304 must not say anything (RFC 9110, section 8.6).
  if (response.statusCode !== 204 && response.statusCode !== 304)
    response.setHeader('content-length', body.length);
  response.end(body);
}

/** An answer of the host itself: a status and nothing else. */
export function writeStatus(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-length': 0 }).end();
}

/** How long a caller may go on with a body that is not wanted. */
const patienceMs = 5_000;

/** Says 413 and lets go of the connection. Ended at once, a caller that is still sending would never see the answer. */
export function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(413, { connection: 'close', 'content-length': 0 }).end();
  request.resume();
  setTimeout(() => request.destroy(), patienceMs).unref();
}

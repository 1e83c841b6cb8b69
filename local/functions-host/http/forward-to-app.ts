import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { TypedData } from '../worker/functions-core';
import { toTypedData } from '../worker/typed-data';
import { watchBodySize } from './read-body';
import { flatHeaders } from './to-rpc-request';

/** The header by which the library's proxy knows to which invocation a request belongs. */
const invocationHeader = 'x-ms-invocation-id';

/** Of the answer, what concerns only the connection to the app. */
const hopByHop = new Set([invocationHeader, 'connection', 'keep-alive', 'transfer-encoding']);

/** With streaming the library takes headers and route parameters from here, the rest from the forwarded request. */
export function streamMetadata(
  request: IncomingMessage,
  params: Record<string, string>,
): Record<string, TypedData> {
  const values = Object.entries(params).map(([name, value]) => [name, { string: value }] as const);
  return {
    ...Object.fromEntries(values),
    Headers: toTypedData(Object.fromEntries(flatHeaders(request.headers))),
  };
}

interface Forwarding {
  /** Where the library listens, as it reported in its capabilities. */
  appUrl: string;
  url: URL;
  invocationId: string;
  /** Bytes. */
  bodyLimit: number;
  /** Ends the wait for an answer that will never come, because the function has failed. Later it does nothing. */
  abort: AbortSignal;
}

/**
 * Passes a request on to the HTTP server that `@azure/functions` opens when the app asks for streaming
 * (`app.setup({ enableHttpStream: true })`), and its answer back, both as they come.
 * @throws {BodyTooLargeError} if the body turns out to be too large before there is an answer
 */
export async function forwardToApp(
  request: IncomingMessage,
  response: ServerResponse,
  { appUrl, url, invocationId, bodyLimit, abort }: Forwarding,
): Promise<void> {
  const target = new URL(`${url.pathname}${url.search}`, appUrl);
  const headers = {
    ...request.headers,
    host: target.host,
    'x-forwarded-host': url.host,
    'x-forwarded-proto': 'http',
    [invocationHeader]: invocationId,
  };
  const forwarded = httpRequest(target, { method: request.method, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    forwarded.once('response', resolve);
    forwarded.on('error', reject);
    abort.addEventListener('abort', () => reject(new Error('The function ended without an answer.')));
    watchBodySize(request, bodyLimit, (error) => {
      forwarded.destroy();
      reject(error);
    });
  });
  request.once('close', () => {
    if (!request.complete) forwarded.destroy();
  });
  // Not a pipeline: that would end the caller's connection with the forwarded one, and with it the answer.
  request.pipe(forwarded);
  try {
    const answer = await answered;
    const kept = Object.entries(answer.headers).filter(([name]) => !hopByHop.has(name));
    response.writeHead(answer.statusCode ?? 500, Object.fromEntries(kept));
    await pipeline(answer, response);
  } finally {
    request.unpipe(forwarded);
    forwarded.destroy();
    request.resume();
  }
}

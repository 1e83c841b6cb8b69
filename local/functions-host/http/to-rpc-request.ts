import type { IncomingHttpHeaders } from 'node:http';
import type { HttpData } from '../worker/functions-core';

export interface HttpCall {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  params: Record<string, string>;
  body: Buffer;
}

const nullable = (values: Iterable<[string, string]>) =>
  Object.fromEntries([...values].map(([name, value]) => [name, { value }]));

/** Headers as one value per name; empty ones are values, too. */
export function flatHeaders(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
  );
}

/** Names without regard to case; values of the same name joined by commas, as the real host does. */
function joinedQuery(query: URLSearchParams): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of query) {
    const known = [...joined.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
    joined.set(known ?? name, known === undefined ? value : `${joined.get(known) ?? ''},${value}`);
  }
  return joined;
}

/**
 * A request as the host sends it to a worker that asks for nullable values and raw bodies, which the Node worker does.
 * A body goes with it only if the request has said how long it is: one in chunks is lost, on the platform as well.
 * Source: Azure/azure-functions-nodejs-worker, getWorkerCapabilities.ts; Azure/azure-functions-host,
 * GrpcMessageConversionExtensions.ToRpcHttp.
 */
export const toRpcRequest = ({ method, url, headers, params, body }: HttpCall): HttpData => ({
  method,
  url: url.href,
  nullableHeaders: nullable(flatHeaders(headers)),
  nullableQuery: nullable(joinedQuery(url.searchParams)),
  nullableParams: nullable(Object.entries(params)),
  ...(Number(headers['content-length'] ?? 0) > 0 ? { body: { bytes: body } } : {}),
});

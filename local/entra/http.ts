import type { IncomingMessage, ServerResponse } from 'node:http';

const largestBody = 64 * 1024;

/** A request body was larger than any token request is. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** @throws BodyTooLargeError */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Tokens and refusals must not be kept by anything on the way (RFC 6749 section 5.1). */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** Path segments, decoded; undefined if the escapes are broken. */
export function pathSegments(url: string): string[] | undefined {
  try {
    return new URL(url, 'https://localhost').pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

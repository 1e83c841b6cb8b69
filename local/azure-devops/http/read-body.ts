import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { ApiError } from './api-error';
import { badArgument } from './errors';

const maxBytes = 30 * 1024 * 1024;

/** The body as JSON; undefined without one. @throws ApiError 400 for what is no JSON, 413 for too much of it */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    throw new ApiError(413, 'VssRequestContentTooLargeException', 'The request is too large.', {
      eventId: 3000,
    });
  const body = await text(request);
  if (body.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    throw badArgument('The request body is not valid JSON.');
  }
}

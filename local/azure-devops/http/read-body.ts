import type { IncomingMessage } from 'node:http';
import { badArgument } from './errors';
import { ApiError } from './api-error';

const maxBytes = 30 * 1024 * 1024;

/** The whole body as text. @throws ApiError 413 */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes)
      throw new ApiError(413, 'VssRequestContentTooLargeException', 'The request is too large.', {
        eventId: 3000,
      });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON; undefined without one. @throws ApiError 400 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw badArgument('The request body is not valid JSON.');
  }
}

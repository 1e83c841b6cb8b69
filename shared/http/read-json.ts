import { InvalidRequestError, ProblemError } from '../errors';
import { bodyChunks, type StreamedBody } from './body-chunks';

const isJsonType = (contentType: string) => /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType);

/** What reading a body needs of a request; Azure Functions' HttpRequest has it. */
export interface BodySource extends StreamedBody {
  headers: { get(name: string): string | null };
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError(
    {
      status: 413,
      code: 'body-too-large',
      title: 'The request body is too large',
      extensions: { limitBytes: limit },
    },
    `The body may have ${limit} bytes at most.`,
  );
}

/**
 * The bytes of a body, kept whole because signatures are made over them.
 * @param limit in bytes
 * @throws ProblemError 413 too large, as soon as that is known, 400 cut off
 */
export async function readBody(source: BodySource, limit: number): Promise<Buffer> {
  if (Number(source.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(source)) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** JSON that would set an object's prototype when copied is never wanted here. */
const withoutPrototypeKeys = (key: string, value: unknown) => (key === '__proto__' ? undefined : value);

/** @throws InvalidRequestError the bytes are not JSON in UTF-8 */
export function parseJson(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, withoutPrototypeKeys) as unknown;
  } catch {
    throw new InvalidRequestError('The body is not JSON in UTF-8.', undefined, 'malformed-json');
  }
}

/**
 * The JSON value of a request.
 * @param check looks at the bytes before they are parsed, for senders that sign them
 * @throws ProblemError 415 the content type is something else, 413 too large, 400 not JSON
 */
export async function readJson(
  source: BodySource,
  limit: number,
  check?: (bytes: Buffer) => Promise<void>,
): Promise<unknown> {
  const contentType = source.headers.get('content-type') ?? 'application/json';
  if (!isJsonType(contentType)) {
    throw new ProblemError(
      { status: 415, code: 'unsupported-media-type', title: 'The content type is not supported' },
      'Send the body as "application/json".',
    );
  }
  const bytes = await readBody(source, limit);
  await check?.(bytes);
  return parseJson(bytes);
}

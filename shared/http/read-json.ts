import { InvalidRequestError, ProblemError } from '../errors';

const isJsonType = (contentType: string) => /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType);

/** What reading a body needs of a request; Azure Functions' HttpRequest has it. */
export interface BodySource {
  headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
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
 * The platform hands a body to a Node function only if the request has said how long it is; of a chunked one nothing
 * comes. Without a word about it the caller would look for a fault in JSON that is right.
 * Source: Azure/azure-functions-host, GrpcMessageConversionExtensions.ToRpcHttp (`request.ContentLength > 0`).
 */
function lengthRequired(): ProblemError {
  return new ProblemError(
    { status: 411, code: 'length-required', title: 'The length of the request body is missing' },
    'Send the body with "content-length" instead of "transfer-encoding: chunked".',
  );
}

/**
 * The bytes of a body, kept whole because signatures are made over them.
 * @param limit in bytes
 * @throws ProblemError 413 too large, 411 sent in chunks
 */
export async function readBody(source: BodySource, limit: number): Promise<Buffer> {
  if (Number(source.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const bytes = Buffer.from(await source.arrayBuffer());
  if (bytes.length > limit) throw tooLarge(limit);
  if (bytes.length === 0 && source.headers.get('transfer-encoding') !== null) throw lengthRequired();
  return bytes;
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
 * @throws ProblemError 415 the content type is something else, 413 too large, 411 sent in chunks, 400 not JSON
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

import { InvalidRequestError } from '../errors';

/** What reading a body bit by bit needs of a request; Azure Functions' HttpRequest has it. */
export interface StreamedBody {
  body: AsyncIterable<Uint8Array> | null;
}

/**
 * The bytes of a body as they come.
 * @throws InvalidRequestError the sender went away before the end
 */
export async function* bodyChunks({ body }: StreamedBody): AsyncGenerator<Uint8Array, void> {
  try {
    if (body) yield* body;
  } catch {
    throw new InvalidRequestError('The body ended before its end.', undefined, 'body-incomplete');
  }
}

/** Whether a content type is the one meant, whatever parameters follow it. */
export const isContentType = (contentType: string | null, meant: string | undefined): boolean =>
  meant !== undefined && contentType?.split(';', 1)[0]?.trim().toLowerCase() === meant;

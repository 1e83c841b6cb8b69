import type { ReadableStream } from 'node:stream/web';
import { InvalidRequestError } from '../errors';

/** What reading a body bit by bit needs of a request; Azure Functions' HttpRequest has it. */
export interface StreamedBody {
  body: ReadableStream<Uint8Array> | null;
}

/**
 * The bytes of a body as they come. Whoever stops early leaves the rest where it is: the connection has to live on for the
 * answer that says why.
 * @throws InvalidRequestError the sender went away before the end
 */
export async function* bodyChunks({ body }: StreamedBody): AsyncGenerator<Uint8Array, void> {
  try {
    if (body) yield* body.values({ preventCancel: true });
  } catch {
    throw new InvalidRequestError('The body ended before its end.', undefined, 'body-incomplete');
  }
}

/**
 * Reads what nobody has read. The host hands bodies over by a connection that it uses again: with a rest in it the next
 * request would wait behind that for ever.
 */
export async function drain({ body }: StreamedBody): Promise<void> {
  try {
    if (body && !body.locked) for await (const _ of body.values()) continue;
  } catch {
    // The sender went away: nothing is left.
  }
}

/** Whether a content type is the one meant, whatever parameters follow it. */
export const isContentType = (contentType: string | null, meant: string | undefined): boolean =>
  meant !== undefined && contentType?.split(';', 1)[0]?.trim().toLowerCase() === meant;

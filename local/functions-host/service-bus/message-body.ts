import type { TypedData } from '../worker/functions-core';

/** Bodies as they come from the wire: bytes of a data section, or a value of AMQP's own types. */
const toBytes = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(toText(body), 'utf8');

function toText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  return body === undefined || body === null ? '' : JSON.stringify(body);
}

/**
 * What a function is given of its message. The host sends text; the library parses it as JSON where it can.
 * @param body as received, not parsed
 */
export const messageData = (body: unknown, binary: boolean): TypedData =>
  binary ? { bytes: toBytes(body) } : { string: toText(body) };

/** The same for the messages of a batch. */
export const batchData = (bodies: readonly unknown[], binary: boolean): TypedData =>
  binary
    ? { collectionBytes: { bytes: bodies.map(toBytes) } }
    : { collectionString: { string: bodies.map(toText) } };

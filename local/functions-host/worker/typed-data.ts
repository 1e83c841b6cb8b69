import type { TypedData } from './functions-core';

/**
 * A value as the host hands it over: text as text, bytes as bytes, anything else as JSON.
 * Source: Azure/azure-functions-host, GrpcMessageConversionExtensions.ToRpc.
 */
export function toTypedData(value: unknown): TypedData {
  if (typeof value === 'string') return { string: value };
  if (value instanceof Uint8Array) return { bytes: value };
  return { json: JSON.stringify(value ?? null) };
}

/** A value that a function returned, as bytes of a body. */
export function toBytes(data: TypedData | null | undefined): Uint8Array {
  if (!data) return new Uint8Array();
  if (data.bytes) return data.bytes;
  if (data.stream) return data.stream;
  const text = data.string ?? data.json ?? data.int ?? data.double;
  return Buffer.from(text === undefined || text === null ? '' : String(text), 'utf8');
}

import type { IncomingMessage } from 'node:http';

/** 100 MB, the platform's limit for requests. Source: Azure Functions documentation, "HTTP trigger", Limits. */
const defaultLimit = 104_857_600;

/** The limit in bytes; the platform has a setting for it. */
export function bodyLimit(settings: Readonly<Record<string, string | undefined>>): number {
  const limit = Number(settings.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT);
  return Number.isInteger(limit) && limit > 0 ? limit : defaultLimit;
}

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** @throws {BodyTooLargeError} as soon as it is known, without reading on */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new BodyTooLargeError();
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.pause().removeAllListeners('data');
        reject(new BodyTooLargeError());
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}

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

/** @throws {BodyTooLargeError} if the request says itself that its body is too large */
export function checkContentLength({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): void {
  if (Number(headers['content-length'] ?? 0) > limit) throw new BodyTooLargeError();
}

/** Calls `refuse` once when more has come than the limit allows. */
export function watchBodySize(
  request: IncomingMessage,
  limit: number,
  refuse: (error: BodyTooLargeError) => void,
): void {
  let size = 0;
  const count = (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) return;
    request.off('data', count);
    refuse(new BodyTooLargeError());
  };
  request.on('data', count);
}

/** @throws {BodyTooLargeError} as soon as that is known */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  checkContentLength(request, limit);
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const collect = (chunk: Buffer) => void chunks.push(chunk);
    watchBodySize(request, limit, (error) => {
      request.off('data', collect);
      chunks.length = 0;
      reject(error);
    });
    request.on('data', collect);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}

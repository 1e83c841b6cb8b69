import type { ServerResponse } from 'node:http';
import type { Identity } from '../identity';
import { ApiError } from './api-error';
import { NoControllerError } from './no-controller';
import { responseHeaders } from './response-headers';
import type { ApiAnswer } from './route';

/** An answer ready to go out. */
export interface Message {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Success: JSON that names the version it is written in (facts: azure-devops.md section 1.5). */
export function successMessage(answer: ApiAnswer, apiVersion: string, caller: Identity | undefined): Message {
  const { body } = answer;
  const isText = typeof body === 'string';
  const type = isText
    ? 'text/plain; charset=utf-8'
    : `application/json; charset=utf-8; api-version=${apiVersion}`;
  return {
    status: answer.status,
    headers: {
      ...responseHeaders(caller),
      ...(body !== undefined && { 'content-type': type }),
      ...answer.headers,
    },
    body: isText ? body : body === undefined ? '' : JSON.stringify(body),
  };
}

/** A fault of the simulator itself: whoever runs it sees the whole of it. */
function unexpected(error: unknown): ApiError {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  return new ApiError(500, 'VssServiceException', String(error), { eventId: 3000 });
}

/** Failure: the JSON envelope, plain text where no controller answers; the version is not named. */
export function errorMessage(error: unknown, path: string, caller: Identity | undefined): Message {
  if (error instanceof NoControllerError) {
    const text = `The controller for path '${path}' was not found or does not implement IController.`;
    return {
      status: 404,
      headers: {
        ...responseHeaders(caller),
        'content-type': 'text/plain; charset=utf-8',
        'x-tfs-serviceerror': encodeURIComponent(text).replaceAll("'", '%27'),
      },
      body: text,
    };
  }
  const known = error instanceof ApiError ? error : unexpected(error);
  return {
    status: known.status,
    headers: {
      ...responseHeaders(caller),
      'content-type': 'application/json; charset=utf-8',
      ...known.details.headers,
    },
    body: JSON.stringify(known.body()),
  };
}

export function send(response: ServerResponse, { status, headers, body }: Message): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

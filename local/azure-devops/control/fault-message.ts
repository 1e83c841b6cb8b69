import { signInPage } from '../auth/refusal';
import { ApiError } from '../http/api-error';
import { changedBySomeoneElse } from '../http/errors';
import { errorMessage, type Message, successMessage } from '../http/send';
import type { Fault } from './faults';

const throttled = (retryAfterSeconds: number) =>
  new ApiError(
    429,
    'RequestBlockedException',
    'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource Concurrency in namespace User.',
    {
      eventId: 3000,
      headers: {
        'retry-after': String(retryAfterSeconds),
        'x-ratelimit-resource': 'Concurrency',
        'x-ratelimit-limit': '200',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-delay': String(retryAfterSeconds),
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + retryAfterSeconds),
      },
    },
  );

/** A stopped organization: the body begins with a byte order mark (facts: azure-devops.md section 3.2). */
function stopped(): Message {
  const text =
    'TF24668: The following team project collection is stopped: Local. Start the collection and then try again.';
  const message = errorMessage(
    new ApiError(503, 'VssServiceException', text, { eventId: 3000 }),
    '',
    undefined,
  );
  return {
    ...message,
    headers: {
      ...message.headers,
      'content-type': 'application/json',
      'x-tfs-serviceerror': encodeURIComponent(text),
    },
    body: `\uFEFF${message.body}`,
  };
}

function statusMessage({ status = 503, retryAfterSeconds }: Fault): Message {
  if (status === 429) return errorMessage(throttled(retryAfterSeconds ?? 1), '', undefined);
  const error = new ApiError(
    status,
    'VssServiceException',
    `TF246020: The request failed with status ${status}.`,
    {
      eventId: 3000,
      ...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    },
  );
  return errorMessage(error, '', undefined);
}

/**
 * What the caller gets instead of the answer, or made of it; undefined when the connection just ends.
 * @param answer what the request has really led to, when its work was done
 */
export function faultMessage(fault: Fault, answer: Message | undefined): Message | undefined {
  switch (fault.kind) {
    case 'reply-lost':
      return undefined;
    case 'status':
      return statusMessage(fault);
    case 'conflict':
      return errorMessage(changedBySomeoneElse(), '', undefined);
    case 'stopped':
      return stopped();
    case 'sign-in-page':
      return { ...successMessage(signInPage, '', undefined) };
    case 'html':
      return {
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>Bad Gateway</h1></body></html>',
      };
    case 'truncated':
      return answer && { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    case 'retry-after':
      return (
        answer && {
          ...answer,
          headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds ?? 1) },
        }
      );
  }
}

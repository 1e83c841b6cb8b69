import { type AzureDevOpsError, InvalidAnswerError } from '../errors';
import { classifyError, tokenRefused } from './classify-error';
import { readErrorEnvelope } from './error-envelope';
import { retryAfterSeconds } from './retry-after';

/** An answer as it came over the wire, decompressed; header names in lower case. */
export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

export type ReadAnswer = { ok: true; body: unknown } | { ok: false; error: AzureDevOpsError };

const parse = (text: string): { json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

const failed = (error: AzureDevOpsError): ReadAnswer => ({ ok: false, error });

/** 203, a redirect to sign in, or the page itself: all of them are "not signed in" (facts: azure-devops.md section 3.6). */
const isSignIn = ({ status, headers, text }: HttpAnswer, isHtml: boolean) =>
  status === 203 ||
  (status >= 300 && status < 400 && /_signin|login\.|oauth2/i.test(headers.location ?? '')) ||
  (status < 300 && isHtml && /sign\s?in/i.test(text.slice(0, 20_000)));

/**
 * Decides what an answer is: a result, or which error. Nothing is believed for its status alone: sign-in pages are 2xx,
 * a body may begin with a byte order mark, be cut off, or come from a proxy.
 */
export function readAnswer(answer: HttpAnswer, organizationUrl: string, now: number): ReadAnswer {
  const { status, headers } = answer;
  const activityId = headers.activityid;
  const contentType = headers['content-type'] ?? '';
  const isHtml = contentType.startsWith('text/html');
  if (isSignIn(answer, isHtml)) return failed(tokenRefused(activityId));
  const text = answer.text.replace(/^\uFEFF/, '');
  if (status >= 200 && status < 300) {
    if (text.trim() === '') return { ok: true, body: undefined };
    if (isHtml)
      return failed(new InvalidAnswerError('A web page came instead of an answer.', { activityId }));
    const parsed = parse(text);
    if (parsed === undefined) {
      return failed(new InvalidAnswerError('An answer came that is not complete JSON.', { activityId }));
    }
    return { ok: true, body: parsed.json };
  }
  if (status < 400) {
    const seen = 'Azure DevOps sends this address elsewhere; the organization may have been renamed.';
    return failed(new InvalidAnswerError(seen, { activityId }));
  }
  const body = parse(text)?.json;
  return failed(
    classifyError({
      status,
      envelope: readErrorEnvelope(body, headers['x-tfs-serviceerror']),
      isText: contentType.startsWith('text/plain'),
      retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now),
      activityId,
      organizationUrl,
    }),
  );
}

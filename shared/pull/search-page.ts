import { textOf } from '../nucleus/loose-values';
import { isObject } from '../sync/lenient-json';

/** What Nucleus was asked for, in the words of `findings/search` (facts: nucleus.md sections 12.2 and 12.4). */
export interface SearchPage {
  nucleusProjectId: string;
  /** Findings of scans from this date on (`YYYY-MM-DD HH:MM:SS`, UTC); undefined for all. */
  since?: string;
  /** Offset of the first finding. */
  start: number;
  limit: number;
}

/** What such a call needs. */
export interface SearchRequest {
  path: string;
  body: object;
}

export const searchRequest = ({ nucleusProjectId, since, start, limit }: SearchPage): SearchRequest => ({
  path: `/projects/${encodeURIComponent(nucleusProjectId)}/findings/search?start=${start}&limit=${limit}`,
  body: since === undefined ? {} : { scan_date: { operator: '>=', datetime: since } },
});

/** Nucleus did not give what was asked for; the message says to the operator why. The next run asks again. */
export class NucleusAnswerError extends Error {
  override readonly name = 'NucleusAnswerError';
}

/** A failure's body, if it is as the known clients expect it: `{success: false, code, message}`. */
function reasonOf(body: unknown): string {
  const message = isObject(body) ? textOf(body.message) : undefined;
  return message === undefined ? '' : `: ${message.slice(0, 200)}`;
}

/**
 * The findings of an answer: a bare array.
 * @throws NucleusAnswerError the answer is another, or says that something is wrong
 */
export function readSearchAnswer(status: number, body: unknown): unknown[] {
  if (status === 200 && Array.isArray(body)) return body as unknown[];
  if (status === 401 || status === 403) {
    throw new NucleusAnswerError(
      'Nucleus does not accept NUCLEUS_API_KEY for this project; it needs "API Access" and a role in the project.',
    );
  }
  throw new NucleusAnswerError(
    status === 200
      ? 'Nucleus answered a search for findings with something else than a list.'
      : `Nucleus answered a search for findings with ${status}${reasonOf(body)}.`,
  );
}

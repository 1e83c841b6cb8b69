import { InvalidRequestError } from '../errors';

export const pageParameters = ['limit', 'continuationToken'] as const;

export const mostItems = 200;
export const usualItems = 50;

/** How lists are paged: `limit` (1 to 200, usually 50) and the opaque token of the page before. */
export function pageQuery(query: URLSearchParams): { limit: number; continuationToken: string | undefined } {
  const text = query.get('limit');
  const limit = text === null ? usualItems : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostItems) {
    throw new InvalidRequestError(`"limit" has to be a whole number from 1 to ${mostItems}.`, [
      { pointer: '/limit', message: `must be a whole number from 1 to ${mostItems}` },
    ]);
  }
  const token = query.get('continuationToken');
  return { limit, continuationToken: token === null || token === '' ? undefined : token };
}

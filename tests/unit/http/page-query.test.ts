import { InvalidRequestError } from '../../../shared/errors';
import { pageQuery } from '../../../shared/http/page-query';

describe('pageQuery', () => {
  it.each([
    ['', { limit: 50, continuationToken: undefined }],
    ['limit=1', { limit: 1, continuationToken: undefined }],
    ['limit=200&continuationToken=abc', { limit: 200, continuationToken: 'abc' }],
    ['continuationToken=', { limit: 50, continuationToken: undefined }],
  ])('reads "%s"', (query, expected) => expect(pageQuery(new URLSearchParams(query))).toEqual(expected));

  it.each(['0', '201', '-1', '1.5', 'ten', '', 'NaN', 'Infinity'])('refuses the limit "%s"', (limit) => {
    expect(() => pageQuery(new URLSearchParams({ limit }))).toThrow(InvalidRequestError);
  });
});

import { readHttpHeaders } from '../../../../../local/azure-devops/service-hooks/subscriptions/http-headers';

describe('readHttpHeaders', () => {
  it.each([
    [undefined, {}],
    ['', {}],
    ['X-Key:abc', { 'X-Key': 'abc' }],
    ['X-Key: abc def\r\nX-Other:1:2\n', { 'X-Key': 'abc def', 'X-Other': '1:2' }],
  ])('reads %j', (text, headers) => {
    expect(readHttpHeaders(text)).toEqual(headers);
  });

  it.each(['X-Key', 'X-Key:', 'X Key: abc', ': abc', 'X-Key: a\nnonsense'])('refuses %j', (text) => {
    expect(() => readHttpHeaders(text)).toThrow(/httpHeaders/);
  });
});

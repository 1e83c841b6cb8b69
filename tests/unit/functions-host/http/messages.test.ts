import { reasonAndTrace } from '../../../../local/functions-host/http/reason-and-trace';
import { bodyLimit } from '../../../../local/functions-host/http/read-body';
import { requestUrl } from '../../../../local/functions-host/http/request-url';
import { setCookie } from '../../../../local/functions-host/http/set-cookie';
import { toRpcRequest } from '../../../../local/functions-host/http/to-rpc-request';

describe('the URL of a request', () => {
  it.each([
    ['/a?b=c', 'localhost:7071', 'http://localhost:7071/a?b=c'],
    ['//a', 'localhost', 'http://localhost//a'],
    ['http://other/a', 'localhost', 'http://other/a'],
    ['/a', undefined, 'http://localhost/a'],
  ])('%s at %s is %s', (url, host, href) => expect(requestUrl({ url, headers: { host } })?.href).toBe(href));

  it.each([
    ['/', 'a b'],
    ['*', 'localhost'],
    ['ftp://a/', 'localhost'],
  ])('%s at %s is none', (url, host) => expect(requestUrl({ url, headers: { host } })).toBeUndefined());
});

describe('a request for the worker', () => {
  const request = (body: string, lengthHeaders: Record<string, string> = {}) =>
    toRpcRequest({
      method: 'POST',
      url: new URL('http://localhost/api/a?x=1&y=&X=2'),
      headers: {
        host: 'localhost',
        accept: 'a, b',
        empty: '',
        'set-cookie': ['a=1', 'b=2'],
        ...lengthHeaders,
      },
      params: { id: '7' },
      body: Buffer.from(body),
    });

  it('has nullable values, queries joined and a body', () => {
    expect(request('{}', { 'content-length': '2' })).toEqual({
      method: 'POST',
      url: 'http://localhost/api/a?x=1&y=&X=2',
      nullableHeaders: {
        host: { value: 'localhost' },
        accept: { value: 'a, b' },
        empty: { value: '' },
        'set-cookie': { value: 'a=1,b=2' },
        'content-length': { value: '2' },
      },
      nullableQuery: { x: { value: '1,2' }, y: { value: '' } },
      nullableParams: { id: { value: '7' } },
      body: { bytes: Buffer.from('{}') },
    });
  });

  it.each([
    ['there is none', '', {}],
    ['its length is 0', '', { 'content-length': '0' }],
    ['it came in chunks', '{}', { 'transfer-encoding': 'chunked' }],
  ])('has no body where %s', (_, body, headers) => expect(request(body, headers)).not.toHaveProperty('body'));
});

describe('a cookie', () => {
  it.each([
    [{ name: 'a', value: 'b' }, 'a=b; Path=/'],
    [{ name: 'a', value: 'ü;' }, 'a=%C3%BC%3B; Path=/'],
    [
      {
        name: 'a',
        value: 'b',
        domain: { value: 'example.test' },
        path: { value: '/p' },
        expires: { value: { seconds: 1_700_000_000 } },
        maxAge: { value: 60.5 },
        secure: { value: true },
        httpOnly: { value: true },
        sameSite: 'explicitNone' as const,
      },
      'a=b; Expires=Tue, 14 Nov 2023 22:13:20 GMT; Max-Age=60; Domain=example.test; Path=/p; Secure; HttpOnly; SameSite=None',
    ],
    [{ name: 'a', value: 'b', sameSite: 'none' as const }, 'a=b; Path=/'],
    [{ name: 'a', value: 'b', sameSite: 'strict' as const }, 'a=b; Path=/; SameSite=Strict'],
  ])('%j is %s', (cookie, header) => expect(setCookie(cookie)).toBe(header));
});

describe('the limit of a body', () => {
  it.each([
    [undefined, 104_857_600],
    ['1024', 1024],
    ['-1', 104_857_600],
    ['many', 104_857_600],
  ])('with the setting %s is %d', (setting, limit) =>
    expect(bodyLimit({ FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: setting })).toBe(limit),
  );
});

describe('a run of an HTTP function', () => {
  it('belongs to the trace of its caller, if there is one', () => {
    const headers = { traceparent: '00-a-b-01', tracestate: 'v=1' };
    expect(reasonAndTrace({ method: 'PUT', headers })).toEqual({
      reason: 'HTTP PUT',
      traceParent: '00-a-b-01',
      traceState: 'v=1',
    });
    expect(reasonAndTrace({ headers: {} })).toEqual({ reason: 'HTTP GET' });
  });
});

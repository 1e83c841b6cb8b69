import { InvalidRequestError } from '../../../shared/errors';
import { type BodySource, parseJson, readBody, readJson } from '../../../shared/http/read-json';

function request(body: string | Buffer, headers: Record<string, string> = {}): BodySource {
  const bytes = Buffer.from(body);
  return {
    headers: { get: (name) => headers[name] ?? null },
    body: ReadableStream.from(bytes.length === 0 ? [] : [bytes.subarray(0, 3), bytes.subarray(3)]),
  };
}

const problem = (status: number, code: string) => ({ details: { status, code } });

describe('parseJson', () => {
  it.each([
    ['{"a":[1,"ä",null]}', { a: [1, 'ä', null] }],
    ['\ufeff{"a":1}', { a: 1 }],
    [' 7 ', 7],
    ['null', null],
  ])('reads %s', (text, value) => expect(parseJson(Buffer.from(text))).toEqual(value));

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half of it', Buffer.from('{"a":')],
    ['a trailing word', Buffer.from('{} x')],
    ['Latin 1', Buffer.from('{"a":"\xe4"}', 'latin1')],
    ['a comment', Buffer.from('{} // x')],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseJson(bytes)).toThrow(InvalidRequestError);
  });

  it('leaves out keys that would change what an object is', () => {
    const value = parseJson(Buffer.from('{"__proto__":{"admin":true},"inner":{"__proto__":1,"a":1}}'));
    expect(Object.keys(value as object)).toEqual(['inner']);
    expect(value).toEqual({ inner: { a: 1 } });
  });
});

describe('readBody', () => {
  it('takes a body of just the limit', async () => {
    expect((await readBody(request('12345'), 5)).toString()).toBe('12345');
  });

  it('refuses a body that is larger', async () => {
    await expect(readBody(request('123456'), 5)).rejects.toMatchObject(problem(413, 'body-too-large'));
  });

  it('refuses by the length that is announced, before it reads', async () => {
    const source = request('', { 'content-length': '1000000' });
    await expect(readBody(source, 5)).rejects.toMatchObject(problem(413, 'body-too-large'));
    expect(source.body?.locked).toBe(false);
  });

  it('says so when the body ends in the middle', async () => {
    async function* cutOff() {
      yield await Promise.resolve(Buffer.from('12'));
      throw new Error('aborted');
    }
    const source = { ...request(''), body: ReadableStream.from(cutOff()) };
    await expect(readBody(source, 5)).rejects.toMatchObject(problem(400, 'body-incomplete'));
  });
});

describe('readJson', () => {
  it.each([
    undefined,
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/cloudevents+json',
    'application/vnd.x.v1+json;v=1',
  ])('takes the content type %s', async (type) => {
    expect(await readJson(request('{}', type === undefined ? {} : { 'content-type': type }), 10)).toEqual({});
  });

  it.each(['text/plain', 'application/xml', 'application/jsonx', 'text/json', 'multipart/form-data'])(
    'refuses the content type %s',
    async (type) => {
      await expect(readJson(request('{}', { 'content-type': type }), 10)).rejects.toMatchObject(
        problem(415, 'unsupported-media-type'),
      );
    },
  );
});

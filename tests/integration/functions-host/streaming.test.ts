import { type RunningFixture, startFixture } from '../../support/function-app/start';

let host: RunningFixture;
let url: string;

beforeAll(async () => {
  host = await startFixture('streaming', { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '2000000' } });
  url = host.addresses.baseUrl;
});
afterAll(() => host.stop());

describe('an app that asked for HTTP streaming', () => {
  test('gets a body while it comes, and answers as it goes', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const encode = (line: string) => new TextEncoder().encode(`${line}\n`);
    void writer.write(encode('one'));
    const answer = await fetch(`${url}/api/lines/n?x=1`, { method: 'POST', body: readable, duplex: 'half' });
    expect(answer.status).toBe(201);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/x-ndjson',
      'x-name': 'n',
      'x-url': `${url}/api/lines/n?x=1`,
      'set-cookie': 'a=1',
    });
    const lines = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect(await lines.read()).toEqual({ done: false, value: 'got one\n' });
    await writer.write(encode('two'));
    expect(await lines.read()).toEqual({ done: false, value: 'got two\n' });
    await writer.close();
    expect(await lines.read()).toEqual({ done: true, value: undefined });
  });

  test('answers a request without a body', async () => {
    const answer = await fetch(`${url}/api/lines/n`);
    expect([answer.status, await answer.text()]).toEqual([201, '']);
  });

  test('is kept from bodies over the limit', async () => {
    const body = 'x'.repeat(2_000_001);
    const chunked = new Blob([body]).stream();
    expect((await fetch(`${url}/api/lines/n`, { method: 'POST', body })).status).toBe(413);
    expect((await fetch(`${url}/api/slow`, { method: 'POST', body: chunked, duplex: 'half' })).status).toBe(
      413,
    );
    expect((await fetch(`${url}/api/lines/n`, { method: 'POST', body: body.slice(1) })).status).toBe(201);
  });

  test('is answered for with 500 if it throws', async () => {
    const answer = await fetch(`${url}/api/fails`, { method: 'POST', body: 'x'.repeat(1_900_000) });
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });
});

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { keys, type RunningFixture, seenBy, startFixture, until } from '../../support/function-app/start';

let host: RunningFixture;
let url: string;

beforeAll(async () => {
  host = await startFixture('commonjs', { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '100000' } });
  url = host.addresses.baseUrl;
});
afterAll(() => host.stop());

const text = async (path: string, init?: RequestInit) => (await fetch(`${url}${path}`, init)).text();
const status = async (path: string, init?: RequestInit) => (await fetch(`${url}${path}`, init)).status;

/** Sends bytes as they are and returns all that comes back until the host closes. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

describe('routes', () => {
  test.each([
    ['/api/items/5', 'item 5'],
    ['/api/items/five', 'name five'],
    ['/api/items/newest', 'newest'],
    ['/API/Items/NEWEST/', 'newest'],
    ['/api/items/a%20b%C3%A9', 'name a bé'],
    ['/api/items/a%2Fb', 'name a%2Fb'],
    ['/api/optional/3', 'id 3'],
    ['/api/optional', 'id undefined'],
  ])('GET %s answers "%s"', async (path, answer) => {
    expect(await text(path)).toBe(answer);
  });

  test.each([
    '/api',
    '/api/items',
    '/api/items/5/6',
    '/api/nowhere',
    '/items/5',
    '/admin-ish',
    '/api//items/5',
  ])('GET %s is 404', async (path) => expect(await status(path)).toBe(404));

  test('a wrong method is 404 as well', async () => {
    expect(await status('/api/items/5', { method: 'POST' })).toBe(404);
    expect(await status('/api/items/5', { method: 'HEAD' })).toBe(404);
    expect(await status('/', { method: 'POST' })).toBe(404);
  });

  test('the root says that the app runs', async () => {
    expect(await text('/')).toContain('up and running');
    expect(await status('/', { method: 'HEAD' })).toBe(200);
  });

  test.each(['/api/items/%zz', '/api/items/%ff', '/api/items/%00'])('GET %s is 400', async (path) =>
    expect(await status(path)).toBe(400),
  );

  test('a host that makes no URL is 400', async () => {
    expect(await raw('GET /api/items/5 HTTP/1.1\r\nhost: a b:c\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });
});

describe('a request', () => {
  test('reaches the function whole', async () => {
    const answer = await fetch(`${url}/api/echo/a/b%20c?x=1&y=%C3%A9&X=2`, {
      method: 'POST',
      body: 'wörld',
      headers: { 'x-forwarded-for': '203.0.113.7' },
    });
    expect(answer.headers.get('x-fixture')).toBe('echo');
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: `${url}/api/echo/a/b%20c?x=1&y=%C3%A9&X=2`,
      params: { rest: 'a/b c' },
      query: { x: '1,2', y: 'é' },
      forwarded: '203.0.113.7',
      body: 'wörld',
    });
  });

  test('HEAD is answered without a body where the function takes it', async () => {
    const answer = await fetch(`${url}/api/echo/a`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await answer.text()).toBe('');
  });

  test('over the limit is 413, said or found out', async () => {
    const body = 'x'.repeat(100_001);
    expect(await status('/api/echo/a', { method: 'POST', body })).toBe(413);
    const chunked = `POST /api/echo/a HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n`;
    expect(await raw(`${chunked}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 413 /,
    );
    expect(await status('/api/echo/a', { method: 'POST', body: body.slice(1) })).toBe(200);
  });

  test('in chunks does not reach the function, as on the platform', async () => {
    const body = new Blob(['{}']).stream();
    const answer = await fetch(`${url}/api/echo/a`, { method: 'POST', body, duplex: 'half' });
    expect(await answer.json()).toMatchObject({ method: 'POST', body: '' });
  });
});

describe('an answer', () => {
  test('may be bytes', async () => {
    const answer = await fetch(`${url}/api/binary`);
    expect(answer.headers.get('content-type')).toBe('image/x-none');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255, 1, 254]));
  });

  test('may set cookies', async () => {
    const { headers } = await fetch(`${url}/api/cookies`);
    expect(headers.getSetCookie()).toEqual(['a=b%20c; Max-Age=60; Path=/; HttpOnly; SameSite=Lax']);
  });

  test('that is missing is 204', async () => expect(await status('/api/nothing')).toBe(204));

  test('of a function that throws is 500 and tells nothing', async () => {
    const answer = await fetch(`${url}/api/fails`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('');
  });
});

describe('keys', () => {
  const { functionKey, masterKey } = keys;

  test.each([
    ['/api/guarded', undefined, 401],
    ['/api/guarded', 'wrong', 401],
    ['/api/guarded', functionKey, 200],
    ['/api/guarded', masterKey, 200],
    [`/api/guarded?code=${functionKey}`, undefined, 200],
    [`/api/guarded?code=${functionKey}`, 'wrong', 401],
    ['/api/owner', functionKey, 401],
    ['/api/owner', masterKey, 200],
    ['/admin/host/ping', undefined, 200],
    ['/admin/host/status', undefined, 401],
    ['/admin/host/status', functionKey, 401],
    ['/admin/host/status', masterKey, 200],
    ['/admin/functions', undefined, 401],
  ])('%s with the key %s is %d', async (path, key, expected) => {
    const answer = await fetch(`${url}${path}`, {
      headers: key === undefined ? {} : { 'x-functions-key': key },
    });
    expect(answer.status).toBe(expected);
    if (expected === 401) expect(await answer.text()).toBe('');
  });
});

describe('administration', () => {
  const headers = { 'x-functions-key': keys.masterKey };

  test('lists functions with their triggers', async () => {
    const answer = await fetch(`${url}/admin/functions`, { headers });
    expect(await answer.json()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'item', trigger: 'httpTrigger' }),
        expect.objectContaining({ name: 'yearly', trigger: 'timerTrigger' }),
      ]),
    );
    expect(await (await fetch(`${url}/admin/functions/YEARLY`, { headers })).json()).toMatchObject({
      name: 'yearly',
    });
  });

  test('runs a timer by hand', async () => {
    const before = (await seenBy(host, 'yearly')).length;
    expect(await status('/admin/functions/yearly', { method: 'POST', headers, body: '{}' })).toBe(202);
    await until(async () => (await seenBy(host, 'yearly')).length === before + 1);
  });

  test('refuses what it cannot run', async () => {
    expect(await status('/admin/functions/nowhere', { method: 'POST', headers })).toBe(404);
    expect(await status('/admin/functions/yearly', { method: 'POST', headers, body: '{' })).toBe(400);
    expect(await status('/admin/functions/item', { method: 'POST', headers })).toBe(400);
  });
});

describe('the log', () => {
  const lines = () =>
    readFileSync(host.logFile, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('has a line for start and end of a run, and what the function says in between', async () => {
    await text('/api/logs?secret=in-the-query', { headers: { authorization: 'in-a-header' } });
    const ends = await until(() => {
      const found = lines().filter((line) => line.function === 'logs');
      return found.length === 4 && found;
    });
    expect(ends).toMatchObject([
      { message: "Executing 'logs'", reason: 'HTTP GET' },
      { level: 'information', message: "a plain line { with: 'data' }", category: 'user' },
      { level: 'warning', message: 'a warning', category: 'user' },
      { message: "Executed 'logs'", result: 'Succeeded', durationMs: expect.any(Number) },
    ]);
    expect(new Set(ends.map((line) => line.invocationId)).size).toBe(1);
    expect(readFileSync(host.logFile, 'utf8')).not.toMatch(/in-the-query|in-a-header/);
  });

  test('has the stack of what a function threw', async () => {
    await text('/api/fails');
    const failed = await until(() => lines().find((line) => line.result === 'Failed'));
    expect(failed.error).toMatch(/It fails on purpose\.\n\s+at .*handlers\.cjs/);
  });

  test('has an error that nobody caught, and the host lives on', async () => {
    expect(await text('/api/rejects')).toBe('answered');
    const critical = await until(() => lines().find((line) => line.level === 'critical'));
    expect(critical.error).toContain('Nobody waits for this.');
    expect(await status('/api/items/5')).toBe(200);
  });
});

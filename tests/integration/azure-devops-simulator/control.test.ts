import { set, TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const control = <Body = unknown>(method: string, name: string, body?: unknown) =>
  simulator.fetch<Body>(method, `/_simulator/${name}`, body === undefined ? {} : { body });
const setFaults = async (...faults: object[]) => {
  expect((await control('PUT', 'faults', faults)).status).toBe(204);
};
const tryCreate = () => simulator.send('POST', 'Lab/_apis/wit/workitems/$Task', [set('System.Title', 'x')]);
const countItems = async () => (await control<unknown[]>('GET', 'work-items')).body.length;

describe('request counts', () => {
  it('tell what was asked by route, and what wrote', async () => {
    await control('DELETE', 'requests');
    const { id } = await simulator.create('Lab', 'Task');
    await simulator.get(id);
    await simulator.patch(id, set('System.State', 'To Do'));
    await simulator.patch(id, set('System.State', 'Done'));
    await simulator.send('GET', '_apis/no/such/thing');
    expect((await control('GET', 'requests')).body).toEqual({
      total: 5,
      writes: 2,
      byRoute: {
        'POST {project}/_apis/wit/workitems/${type}': 1,
        'GET _apis/wit/workitems/{id}': 1,
        'PATCH _apis/wit/workitems/{id}': 2,
        'GET _apis/no/such/thing': 1,
      },
    });
  });
});

describe('faults', () => {
  afterEach(() => setFaults());

  it('strike before anything is done', async () => {
    const before = await countItems();
    await setFaults({
      kind: 'status',
      status: 503,
      match: { method: 'POST', route: 'workitems/$' },
      times: 1,
    });
    expect((await simulator.send('GET', '_apis/projects')).status).toBe(200);
    expect((await tryCreate()).status).toBe(503);
    expect(await countItems()).toBe(before);
    expect((await tryCreate()).status).toBe(200);
  });

  it('lose the reply of what was done', async () => {
    const before = await countItems();
    await setFaults({ kind: 'reply-lost', times: 1 });
    await expect(tryCreate()).rejects.toThrow();
    expect(await countItems()).toBe(before + 1);
  });

  it('throttle with the headers of the real service', async () => {
    await setFaults({ kind: 'status', status: 429, retryAfterSeconds: 3 });
    const { status, headers, text } = await tryCreate();
    expect({ status, text }).toMatchObject({ status: 429, text: expect.stringContaining('TF400733') });
    expect([headers.get('retry-after'), headers.get('x-ratelimit-remaining')]).toEqual(['3', '0']);
  });

  it.each([
    [{ kind: 'sign-in-page' }, 203, /Sign In/],
    [{ kind: 'html' }, 502, /^<html>/],
    [{ kind: 'stopped' }, 503, /^\{.*TF24668/],
    [{ kind: 'conflict' }, 409, /TF26071/],
    [{ kind: 'truncated' }, 200, /^\{"id":\d+[^}]*/],
    [{ kind: 'retry-after', retryAfterSeconds: 2 }, 200, /^\{"id"/],
  ])('%p answers %d', async (fault, status, text) => {
    await setFaults(fault);
    const answer = await tryCreate();
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
    expect(answer.headers.get('retry-after')).toBe(fault.kind === 'retry-after' ? '2' : null);
    expect(answer.body === undefined).toBe(['sign-in-page', 'html', 'truncated'].includes(fault.kind));
  });

  it('are refused when nothing can be made of them', async () => {
    expect((await control('PUT', 'faults', [{ kind: 'earthquake' }])).status).toBe(400);
    expect((await control('PUT', 'faults', { kind: 'html' })).status).toBe(400);
  });
});

describe('other knobs', () => {
  it('delay answers', async () => {
    await control('PUT', 'latency', { ms: 60 });
    const started = performance.now();
    await simulator.send('GET', '_apis/projects');
    expect(performance.now() - started).toBeGreaterThan(50);
    await control('PUT', 'latency', { ms: 0 });
    expect((await control('PUT', 'latency', { ms: -1 })).status).toBe(400);
  });

  it('take rights and members away', async () => {
    const uniqueName = 'tam@northwind.example';
    const asTam = () => simulator.send('GET', '_apis/projects', undefined, { token: 'tam-token' });
    await control('POST', 'revoke', { uniqueName, rights: { projects: ['Shop'] } });
    expect((await asTam()).body).toMatchObject({ count: 1 });
    expect((await control('POST', 'revoke', { uniqueName, rights: { flying: false } })).status).toBe(400);
    await control('POST', 'revoke', { uniqueName });
    expect((await asTam()).status).toBe(203);
    expect((await control('POST', 'revoke', { uniqueName })).status).toBe(404);
  });

  it('say which there are', async () => {
    expect((await control('GET', 'nothing')).body).toMatchObject({
      known: expect.arrayContaining(['GET requests']),
    });
    expect((await control('GET', 'hooks')).status).toBe(200);
  });
});

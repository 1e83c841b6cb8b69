import { set, TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const form = (path: string, values: Record<string, string>, headers = {}) =>
  simulator.fetch('POST', path, {
    body: new URLSearchParams(values).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const createTask = async (title: string) => {
  const { id, url } = await simulator.create('Lab', 'Task', set('System.Title', title));
  const projectId = new URL(url).pathname.split('/')[2]!;
  return { id, path: `/Northwind-Boards/${projectId}/_workitems/edit/${id}` };
};

describe('the pages', () => {
  it('list work items and escape what people wrote', async () => {
    const { path } = await createTask('<img src=x onerror=alert(1)>');
    const { status, text, headers } = await simulator.fetch('GET', '/');
    expect(status).toBe(200);
    expect(text).toContain(`<a href="${path}">&lt;img src=x onerror=alert(1)&gt;</a>`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('offer legal states only, and do what a developer asks', async () => {
    const { id, path } = await createTask('Fix it');
    const { text } = await simulator.fetch('GET', path);
    expect([...text.matchAll(/<option\s+value="([^"@]*)"/g)].map(([, value]) => value)).toEqual([
      'Doing',
      'Done',
    ]);
    expect((await form(path, { state: 'Doing' })).status).toBe(303);
    await form(path, { assignedTo: 'dana@northwind.example' });
    await form(path, { comment: 'Works <b>now</b>' });
    expect(await simulator.get(id)).toMatchObject({
      rev: 4,
      fields: {
        'System.State': 'Doing',
        'System.AssignedTo': { displayName: 'Dana Devlin' },
        'System.History': '<div>Works &lt;b&gt;now&lt;/b&gt;</div>',
      },
    });
    expect((await simulator.fetch('GET', path)).text).toContain('Works &lt;b&gt;now&lt;/b&gt;');
  });

  it('say what is wrong, and take no forms of other sites', async () => {
    const { id, path } = await createTask('Fix it');
    const refused = await form(path, { state: 'Resolved' });
    expect(refused).toMatchObject({
      status: 400,
      text: expect.stringContaining('not in the list of supported values'),
    });
    expect((await form(path, { state: 'Done' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await simulator.get(id)).rev).toBe(1);
    expect((await simulator.fetch('GET', '/Northwind-Boards/x/_workitems/edit/99999')).status).toBe(404);
  });
});

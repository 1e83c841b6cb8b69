import { set, TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

interface Comments {
  totalCount: number;
  count: number;
  comments: { id: number; text: string }[];
  continuationToken?: string;
}

describe('comments', () => {
  const send = <Body = Comments>(method: string, id: number, rest: string, body?: unknown) => {
    const separator = rest.includes('?') ? '&' : '?';
    return simulator.send<Body>(
      method,
      `Shop/_apis/wit/workItems/${id}/comments${rest}${separator}api-version=7.1-preview.4`,
      body,
    );
  };
  const comment = (id: number, text: string, query = '') => send<{ id: number }>('POST', id, query, { text });

  it('raise the revision and count, are HTML unless said otherwise', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    const { body } = await comment(id, '<i>Hi</i><script>x</script>');
    expect(body).toMatchObject({
      workItemId: id,
      version: 1,
      text: '<i>Hi</i>',
      format: 'html',
      renderedText: '',
    });
    expect(body.id).toBeGreaterThan(10_000_000);
    expect(await simulator.get(id)).toMatchObject({
      rev: 2,
      fields: { 'System.CommentCount': 1, 'System.History': '<i>Hi</i>' },
      commentVersionRef: { commentId: body.id, version: 1 },
    });
    expect((await comment(id, '**Hi**', '?format=markdown')).body).toMatchObject({
      format: 'markdown',
      text: '**Hi**',
    });
    const rendered = await send('GET', id, '?$expand=renderedText');
    expect(rendered.body.comments).toMatchObject([{ renderedText: '<p><strong>Hi</strong></p>\n' }, {}]);
  });

  it('come with a state change in one revision', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    const { body } = await simulator.patch(
      id,
      set('System.State', 'Done'),
      set('System.History', 'All fixed'),
    );
    expect(body).toMatchObject({ rev: 2, fields: { 'System.State': 'Done', 'System.CommentCount': 1 } });
    expect((await simulator.patch(id, set('System.Title', 'y'))).body.fields).not.toHaveProperty(
      'System.History',
    );
    expect((await send('GET', id, '')).body.comments).toMatchObject([{ text: 'All fixed' }]);
  });

  it('are read page by page, the newest first', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    for (const text of ['one', 'two', 'three']) await comment(id, text);
    const first = (await send('GET', id, '?$top=2')).body;
    expect(first).toMatchObject({ totalCount: 3, count: 2, comments: [{ text: 'three' }, { text: 'two' }] });
    const second = (await send('GET', id, `?$top=2&continuationToken=${first.continuationToken ?? ''}`)).body;
    expect(second.comments).toMatchObject([{ text: 'one' }]);
    expect(second).not.toHaveProperty('continuationToken');
    expect((await send('GET', id, '?order=asc&$top=1')).body.comments).toMatchObject([{ text: 'one' }]);
  });

  it('are edited and deleted, each with a revision', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    const { body } = await comment(id, 'one');
    expect((await send('PATCH', id, `/${body.id}`, { text: 'two' })).body).toMatchObject({
      version: 2,
      text: 'two',
    });
    expect((await send('DELETE', id, `/${body.id}`)).status).toBe(204);
    expect((await send('GET', id, `/${body.id}`)).status).toBe(404);
    expect((await send('GET', id, `/${body.id}?includeDeleted=true`)).body).toMatchObject({
      isDeleted: true,
      text: '',
    });
    expect(await simulator.get(id)).toMatchObject({ rev: 4, fields: { 'System.CommentCount': 0 } });
  });

  it('need the project in the path, a text, and a preview version', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    expect((await comment(id, ' ')).status).toBe(400);
    const withoutProject = `_apis/wit/workItems/${id}/comments?api-version=7.1-preview.4`;
    expect((await simulator.send('POST', withoutProject, { text: 'x' })).status).toBe(404);
    expect((await simulator.send('GET', `Shop/_apis/wit/workItems/${id}/comments`)).status).toBe(400);
  });
});

describe('areas and iterations', () => {
  interface Node {
    id: number;
    path: string;
  }
  const nodes = 'Shop/_apis/wit/classificationNodes';
  const add = async (path: string, name: string) =>
    simulator.send<Node>('POST', `${nodes}/${path}`, { name });

  it('are made, read, moved and renamed; work items follow', async () => {
    const web = await add('areas', 'Web');
    expect(web).toMatchObject({
      status: 201,
      body: { path: '\\Shop\\Area\\Web', structureType: 'area', hasChildren: false },
    });
    expect(web.headers.get('location')).toMatch(/\/classificationNodes\/Areas\/Web$/);
    const cart = await add('areas/%5CWeb', 'Cart');
    const { id } = await simulator.create('Shop', 'Bug', set('System.AreaPath', 'shop\\web\\cart'));
    expect((await simulator.get(id)).fields['System.AreaPath']).toBe('Shop\\Web\\Cart');
    const old = await add('areas', 'Old');
    expect(await simulator.send('POST', `${nodes}/areas/Old`, { id: cart.body.id })).toMatchObject({
      status: 200,
      body: { path: '\\Shop\\Area\\Old\\Cart' },
    });
    await simulator.send('PATCH', `${nodes}/areas/Old`, { name: 'New' });
    expect((await simulator.get(id)).fields['System.AreaPath']).toBe('Shop\\New\\Cart');
    const byIds = await simulator.send('GET', `${nodes}?ids=${old.body.id},9999&errorPolicy=omit`);
    expect(byIds.body).toMatchObject({ value: [{ name: 'New' }, null] });
    expect((await simulator.send('DELETE', `${nodes}/areas/New`)).status).toBe(204);
    expect((await simulator.get(id)).fields['System.AreaPath']).toBe('Shop');
  });

  it('have dates, children to a depth, and names of their own', async () => {
    const attributes = { startDate: '2026-01-05T00:00:00Z', finishDate: '2026-01-16T00:00:00Z' };
    expect(
      await simulator.send('POST', `${nodes}/Iterations`, { name: 'Sprint 4', attributes }),
    ).toMatchObject({ body: { attributes } });
    const tree = await simulator.send('GET', `${nodes}/iterations?$depth=1`);
    expect(tree.body).toMatchObject({
      hasChildren: true,
      children: [{ name: 'Sprint 1' }, {}, {}, { name: 'Sprint 4' }],
    });
    expect((await simulator.send('GET', `${nodes}/iterations`)).body).not.toHaveProperty('children');
    expect(await add('iterations', 'sprint 4')).toMatchObject({ status: 409 });
    expect(await add('iterations', 'a/b')).toMatchObject({ status: 400 });
    expect(await add('rooms', 'x')).toMatchObject({ status: 404 });
    expect(await simulator.send('GET', `${nodes}/areas/Nowhere`)).toMatchObject({ status: 404 });
  });
});

describe('tags', () => {
  it('are listed, renamed and removed, in work items too', async () => {
    const { id } = await simulator.create('Shop', 'Bug', set('System.Tags', 'web; security'));
    const tags = 'Shop/_apis/wit/tags';
    expect((await simulator.send('GET', tags)).body).toMatchObject({
      count: 2,
      value: [{ name: 'security' }, { name: 'web' }],
    });
    expect((await simulator.send('PATCH', `${tags}/WEB`, { name: 'frontend' })).body).toMatchObject({
      name: 'frontend',
    });
    expect((await simulator.get(id)).fields['System.Tags']).toBe('frontend; security');
    await simulator.send('DELETE', `${tags}/security`);
    expect((await simulator.get(id)).fields['System.Tags']).toBe('frontend');
    expect((await simulator.send('GET', `${tags}/security`)).status).toBe(404);
  });
});

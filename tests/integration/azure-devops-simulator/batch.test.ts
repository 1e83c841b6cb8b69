import { link, set, TestSimulator, testRev } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

interface Entries {
  count: number;
  value: { code: number; body: string }[];
}

const headers = { 'Content-Type': 'application/json-patch+json' };
const update = (id: number, ...body: object[]) => ({
  method: 'PATCH',
  uri: `/_apis/wit/workitems/${id}?api-version=7.1`,
  headers,
  body,
});
const create = (project: string, type: string, ...body: object[]) => ({
  method: 'PATCH',
  uri: `/${project}/_apis/wit/workitems/$${type}?api-version=7.1`,
  headers,
  body,
});
const send = async (entries: object[]) => {
  const { status, body } = await simulator.send<Entries>('PATCH', '_apis/wit/$batch', entries);
  return {
    status,
    answers: body.value.map(({ code, body: text }) => ({ code, ...(JSON.parse(text) as object) })),
  };
};

describe('$batch', () => {
  it('answers each entry in its place; a bad one does not stop the others', async () => {
    const [one, two] = [await simulator.create('Shop', 'Bug'), await simulator.create('Shop', 'Bug')];
    const { status, answers } = await send([
      update(one.id, testRev(1), set('System.State', 'Done')),
      update(one.id, testRev(1), set('System.State', 'New')),
      update(99999, set('System.State', 'Done')),
      update(two.id, set('System.State', 'Closed')),
      { method: 'GET', uri: '/_apis/nothing' },
      update(two.id, set('System.State', 'Done')),
    ]);
    expect(status).toBe(200);
    expect(answers).toMatchObject([
      { code: 200, id: one.id, rev: 2 },
      { code: 412, typeKey: 'TestPatchOperationFailedException' },
      { code: 404, typeKey: 'WorkItemUnauthorizedAccessException' },
      { code: 400, typeKey: 'RuleValidationException' },
      { code: 404 },
      { code: 200, id: two.id, rev: 2 },
    ]);
  });

  it('creates, and links what it creates', async () => {
    const { answers } = await send([
      create('Shop', 'Product%20Backlog%20Item', set('System.Title', 'Parent'), {
        op: 'add',
        path: '/id',
        value: '-1',
      }),
      create(
        'Shop',
        'Task',
        set('System.Title', 'Child'),
        link(
          'System.LinkTypes.Hierarchy-Reverse',
          `${simulator.baseUrl}/northwind-boards/_apis/wit/workitems/-1`,
        ),
      ),
    ]);
    const [parent, child] = answers as unknown as { id: number; fields: object }[];
    expect(child).toMatchObject({ code: 200, fields: { 'System.Parent': parent?.id } });
  });

  it('takes 200 entries and no more', async () => {
    const { id } = await simulator.create('Shop', 'Bug');
    const entries = (count: number) =>
      Array.from({ length: count }, () => update(id, set('System.Title', 'x')));
    expect((await send(entries(200))).answers).toHaveLength(200);
    expect(await simulator.send('PATCH', '_apis/wit/$batch', entries(201))).toMatchObject({ status: 400 });
    expect(await simulator.send('PATCH', '_apis/wit/$batch', {})).toMatchObject({ status: 400 });
  });
});

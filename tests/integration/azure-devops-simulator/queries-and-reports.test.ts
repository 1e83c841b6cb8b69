import { set, TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
let ids: number[] = [];

beforeAll(async () => {
  await simulator.start();
  const leak = await simulator.create(
    'Pay Desk',
    'Bug',
    set('System.Title', "Leak in Ann's desk"),
    set('System.Tags', 'web; urgent'),
    set('Microsoft.VSTS.Common.Priority', 1),
  );
  const task = await simulator.create('Pay Desk', 'Task', set('System.AssignedTo', 'dana@northwind.example'));
  const other = await simulator.create('Shop', 'Bug');
  await simulator.patch(leak.id, set('System.State', 'Closed'));
  ids = [leak.id, task.id, other.id];
});
afterAll(() => simulator.stop());

interface Found {
  workItems: { id: number; url: string }[];
}
const query = (where: string, path = '_apis/wit/wiql') =>
  simulator.send<Found>('POST', path, {
    query: `SELECT [System.Id], [System.Title] FROM WorkItems WHERE ${where}`,
  });

describe('WIQL', () => {
  it.each([
    ["[System.TeamProject] = 'Pay Desk'", [0, 1]],
    ["[System.State] = 'closed' AND [System.WorkItemType] <> 'Task'", [0]],
    ["[System.State] <> 'Closed'", [1, 2]],
    ["[System.Title] CONTAINS 'ANN''S'", [0]],
    ["[System.Tags] CONTAINS 'urgent'", [0]],
    ["[System.Tags] CONTAINS 'urg'", []],
    ['[System.AssignedTo] = @me', [1]],
    ["[System.AssignedTo] = ''", [0, 2]],
    ["[System.AssignedTo] = 'Dana Devlin <dana@northwind.example>'", [1]],
    ["NOT ([System.TeamProject] = 'Shop' OR [System.WorkItemType] IN ('Task'))", [0]],
    ["[System.WorkItemType] NOT IN ('Bug')", [1]],
    ["[System.AreaPath] UNDER 'Pay Desk'", [0, 1]],
    ['[System.CreatedDate] >= @today AND [System.ChangedDate] < @today + 1', [0, 1, 2]],
    ['[System.CreatedDate] < @today - 7', []],
    ["[System.CreatedDate] >= '2020-01-01'", [0, 1, 2]],
    ["EVER [System.State] = 'New' AND [System.TeamProject] = 'Pay Desk'", [0, 1]],
    ["[System.State] EVER 'New' AND [System.WorkItemType] = 'Bug'", [0, 2]],
    ['[Priority] < 2', [0]],
    ["[System.WorkItemType] IN GROUP 'Microsoft.BugCategory'", [0, 2]],
    ['[System.Tags] IS NOT EMPTY', [0]],
    ['[System.CreatedBy] = [System.ChangedBy] AND [System.Id] > 0', [0, 1, 2]],
  ])('%s', async (where, places) => {
    const { status, body, text } = await query(where);
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(body.workItems.map(({ id }) => id)).toEqual(places.map((place) => ids[place]));
  });

  it('answers columns, and the project in the path for @project', async () => {
    const { body } = await query(
      '[System.TeamProject] = @project ORDER BY [System.Title] DESC',
      'Pay%20Desk/_apis/wit/wiql?$top=1',
    );
    expect(body).toMatchObject({
      queryType: 'flat',
      queryResultType: 'workItem',
      columns: [{ referenceName: 'System.Id', name: 'ID' }, { referenceName: 'System.Title' }],
      sortColumns: [{ field: { referenceName: 'System.Title' }, descending: true }],
      workItems: [{ id: ids[0], url: expect.stringMatching(/\/[0-9a-f-]{36}\/_apis\/wit\/workItems\/\d+$/) }],
    });
  });

  it('compares dates by day unless times matter', async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    const where = `[System.ChangedDate] >= '${later}'`;
    expect(await query(where)).toMatchObject({ status: 400 });
    const precise = await query(where, '_apis/wit/wiql?timePrecision=true');
    expect(precise.body.workItems).toEqual([]);
    const today = await query(`[System.ChangedDate] = '${later.slice(0, 10)}'`);
    expect(today.body.workItems).toHaveLength(3);
  });

  it('never finds deleted work items', async () => {
    const { id } = await simulator.create('Lab', 'Task');
    await simulator.send('DELETE', `_apis/wit/workitems/${id}`);
    expect((await query(`[System.Id] = ${id}`)).body.workItems).toEqual([]);
  });

  it('sees what the caller sees', async () => {
    const { body } = await simulator.send<Found>(
      'POST',
      '_apis/wit/wiql',
      { query: 'SELECT [System.Id] FROM workitems' },
      { token: 'robin-token' },
    );
    expect(body.workItems.map(({ id }) => id)).toEqual([ids[2]]);
  });

  it.each([
    [
      'SELECT [System.Id] FROM WorkItems WHERE [Custom.Key] = 1',
      'TF51005: The query references a field that does not exist. The error is caused by «[Custom.Key]».',
    ],
    ['SELECT [System.Id] WHERE [System.Id] = 1', 'TF51006: The query statement is missing a FROM clause.'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] ~ 1', 'TF51006'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] 1', 'TF51010'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] =', 'TF51011'],
    ['SELECT [System.Id] FROM WorkItems WHERE ([System.Id] = 1', 'TF51006'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] = 1 banana', 'TF51006'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] = @nobody', 'TF51004'],
    ['SELECT [System.Id] FROM WorkItemLinks', 'TF51003'],
    [`SELECT [System.Id] FROM WorkItems WHERE [System.Title] = '${'x'.repeat(32_001)}'`, 'VS402340'],
  ])('refuses %.60s', async (text, message) => {
    const answer = await simulator.send('POST', '_apis/wit/wiql', { query: text });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
  });
});

describe('reporting revisions', () => {
  interface Report {
    values: { id: number; rev: number; fields: Record<string, unknown> }[];
    continuationToken: string;
    isLastBatch: boolean;
    nextLink: string;
  }
  const path = '_apis/wit/reporting/workitemrevisions';
  const read = async (parameters: string) =>
    (await simulator.send<Report>('GET', `${path}?${parameters}`)).body;

  it('tells revisions in their order, page by page, and goes on where it was', async () => {
    const seen: string[] = [];
    let page = await read('$maxPageSize=2');
    for (;;) {
      seen.push(...page.values.map(({ id, rev }) => `${id}.${rev}`));
      if (page.isLastBatch) break;
      page = await read(`$maxPageSize=2&continuationToken=${encodeURIComponent(page.continuationToken)}`);
    }
    expect(seen).toEqual([`${ids[0]}.1`, `${ids[1]}.1`, `${ids[2]}.1`, `${ids[0]}.2`]);
    const token = encodeURIComponent(page.continuationToken);
    expect((await read(`continuationToken=${token}`)).values).toEqual([]);
    await simulator.patch(ids[1]!, set('System.Title', 'New'));
    expect((await read(`continuationToken=${token}`)).values).toMatchObject([{ id: ids[1], rev: 2 }]);
  });

  it('leaves long texts and deleted items out unless asked, and shows people as text', async () => {
    const { id } = await simulator.create('Lab', 'Task', set('System.Description', 'Long'));
    const of = ({ values }: Report) => values.filter((value) => value.id === id).map(({ fields }) => fields);
    const [plain] = of(await read(''));
    expect(plain).toMatchObject({
      'System.CreatedBy': 'Dana Devlin <dana@northwind.example>',
      'System.IsDeleted': false,
    });
    expect(plain).not.toHaveProperty('System.Description');
    expect(of(await read('$expand=fields&includeIdentityRef=true'))).toMatchObject([
      { 'System.Description': 'Long', 'System.CreatedBy': { displayName: 'Dana Devlin' } },
    ]);
    await simulator.send('DELETE', `_apis/wit/workitems/${id}`);
    expect(of(await read(''))).toEqual([]);
    expect(of(await read('includeDeleted=true&includeLatestOnly=true'))).toMatchObject([
      { 'System.IsDeleted': true },
    ]);
  });

  it('takes its filters in a body too', async () => {
    const { body, headers } = await simulator.send<Report>('POST', `Shop/${path}`, {
      fields: ['System.Id', 'System.State'],
      types: ['Bug'],
    });
    expect(body.values).toEqual([
      expect.objectContaining({ id: ids[2], fields: { 'System.Id': ids[2], 'System.State': 'New' } }),
    ]);
    expect(headers.get('content-type')).toBe('application/json; api-version=7.1');
  });

  it('begins at a time, but not at a time and a token', async () => {
    const later = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
    expect((await read(`startDateTime=${later}`)).values).toEqual([]);
    expect(await simulator.send('GET', `${path}?startDateTime=${later}&continuationToken=1`)).toMatchObject({
      status: 400,
    });
    expect(await simulator.send('GET', `${path}?continuationToken=what`)).toMatchObject({ status: 400 });
  });
});

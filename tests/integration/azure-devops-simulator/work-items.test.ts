import { link, set, testRev, TestSimulator, type WorkItem } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const createBug = (...operations: object[]) => simulator.create('Pay Desk', 'Bug', ...operations);
const refused = (status: number, typeKey: string, message: string | RegExp) => ({
  status,
  body: expect.objectContaining({ typeKey, message: expect.stringMatching(message) }),
});

describe('creating', () => {
  it('answers 200 with the initial state, defaults and links, empty fields left out', async () => {
    const bug = await createBug();
    expect(Object.keys(bug.fields)).toEqual([
      'System.AreaPath',
      'System.TeamProject',
      'System.IterationPath',
      'System.WorkItemType',
      'System.State',
      'System.Reason',
      'System.CreatedDate',
      'System.CreatedBy',
      'System.ChangedDate',
      'System.ChangedBy',
      'System.CommentCount',
      'System.Title',
      'Microsoft.VSTS.Common.Priority',
      'Microsoft.VSTS.Common.Severity',
      'Microsoft.VSTS.Common.ValueArea',
      'Microsoft.VSTS.Common.StateChangeDate',
    ]);
    expect(bug).toMatchObject({
      rev: 1,
      fields: {
        'System.State': 'New',
        'System.CreatedBy': { uniqueName: 'dana@northwind.example' },
        'Microsoft.VSTS.Common.Priority': 2,
      },
      _links: {
        html: { href: expect.stringMatching(/\/Northwind-Boards\/[0-9a-f-]{36}\/_workitems\/edit\/\d+$/) },
      },
    });
  });

  it('names the organization in its own casing, under the host of the request', async () => {
    const { url } = await createBug();
    expect(url).toMatch(`${simulator.baseUrl}/Northwind-Boards/`);
  });

  it('with validateOnly says what would be, without id, and writes nothing', async () => {
    const path = 'Pay%20Desk/_apis/wit/workitems/$Bug?validateOnly=true';
    const before = (await createBug()).id;
    const { status, body } = await simulator.send<WorkItem>('POST', path, [set('System.Title', 'x')]);
    expect({ status, body }).toMatchObject({ status: 200, body: { fields: { 'System.State': 'New' } } });
    expect(Object.keys(body)).toEqual(['fields']);
    expect((await createBug()).id).toBe(before + 1);
  });

  const create = (project: string, type: string, ...operations: object[]) =>
    simulator.send('POST', `${project}/_apis/wit/workitems/$${type}`, operations);
  const title = set('System.Title', 'x');

  it.each([
    [
      'an unknown project',
      'Nowhere',
      'Bug',
      [title],
      refused(404, 'ProjectDoesNotExistWithNameException', /^TF200016/),
    ],
    [
      'an unknown project id',
      '00000000-0000-4000-8000-000000000000',
      'Bug',
      [title],
      refused(404, 'ProjectDoesNotExistException', /^VS800075/),
    ],
    ['an unknown type', 'Lab', 'Bug', [title], refused(404, 'WorkItemTypeNotFoundException', /^VS402323/)],
    [
      'no title',
      'Lab',
      'Task',
      [set('System.Description', 'x')],
      refused(400, 'RuleValidationException', /^TF401320.*Title.*Required, InvalidEmpty/),
    ],
    [
      'a state that is not the first',
      'Lab',
      'Task',
      [title, set('System.State', 'Done')],
      refused(400, 'RuleValidationException', "value 'Done' that is not"),
    ],
    [
      'an unknown field',
      'Lab',
      'Task',
      [title, set('Custom.Team', 'x')],
      refused(
        400,
        'WorkItemTrackingFieldDefinitionNotFoundException',
        'TF51535: Cannot find field Custom.Team.',
      ),
    ],
    [
      'a field only the server sets',
      'Lab',
      'Task',
      [title, set('System.CreatedDate', '2020-01-01')],
      refused(400, 'RuleValidationException', /^TF401326/),
    ],
    [
      'an area with a leading backslash',
      'Lab',
      'Task',
      [title, set('System.AreaPath', '\\Lab')],
      refused(
        400,
        'WorkItemInvalidTreeNameException',
        /^TF401347: Invalid tree name given for work item -1, field 'System.AreaPath'/,
      ),
    ],
    [
      'an area that is none',
      'Lab',
      'Task',
      [title, set('System.AreaPath', 'Lab\\Area\\Web')],
      refused(400, 'WorkItemInvalidTreeNameException', /^TF401347/),
    ],
    [
      'an unknown person',
      'Lab',
      'Task',
      [title, set('System.AssignedTo', 'nobody@x.example')],
      refused(
        400,
        'RuleValidationException',
        "'nobody@x.example' for field 'Assigned To' is an unknown identity",
      ),
    ],
    [
      'a person by id',
      'Lab',
      'Task',
      [title, set('System.AssignedTo', { id: 'x' })],
      refused(400, 'RuleValidationException', 'unknown identity'),
    ],
    [
      'a feature of CMMI without an assignee',
      'Vault',
      'Feature',
      [title],
      refused(400, 'RuleValidationException', 'Assigned To'),
    ],
    [
      'a link to nothing',
      'Lab',
      'Task',
      [title, link('System.LinkTypes.Related', 'http://x/_apis/wit/workItems/99999')],
      refused(404, 'WorkItemUnauthorizedAccessException', /^TF401232/),
    ],
    [
      'an empty patch',
      'Lab',
      'Task',
      [],
      refused(400, 'VssPropertyValidationException', 'valid patch document'),
    ],
  ])('refuses %s', async (_, project, type, operations, answer) => {
    expect(await create(project, type, ...operations)).toMatchObject(answer);
  });

  it('names every field that breaks a rule', async () => {
    const { body } = await create('Vault', 'Risk', set('Microsoft.VSTS.Common.Severity', 'Bad'));
    expect(body).toMatchObject({
      customProperties: {
        RuleValidationErrors: [
          { fieldReferenceName: 'Microsoft.VSTS.Common.Severity' },
          { fieldReferenceName: 'System.Title' },
          { fieldReferenceName: 'Microsoft.VSTS.CMMI.Probability' },
        ],
      },
    });
  });

  it('takes JSON Patch only', async () => {
    const headers = { 'content-type': 'application/json' };
    const sending = { headers };
    expect(await simulator.send('POST', 'Lab/_apis/wit/workitems/$Task', [title], sending)).toMatchObject(
      refused(415, 'VssRequestContentTypeNotSupportedException', 'application/json-patch\\+json'),
    );
  });
});

describe('updating', () => {
  it('raises the revision by one, with the default reason and stamps', async () => {
    const { id } = await createBug();
    expect((await simulator.patch(id, testRev(1), set('System.State', 'Resolved'))).body).toMatchObject({
      rev: 2,
      fields: {
        'System.Reason': 'Fixed',
        'Microsoft.VSTS.Common.ResolvedBy': { displayName: 'Dana Devlin' },
        'Microsoft.VSTS.Common.ResolvedReason': 'Fixed',
      },
    });
  });

  it('refuses a stale revision and a failed test', async () => {
    const { id } = await createBug();
    const stale = await simulator.patch(id, testRev(4), set('System.State', 'Active'));
    expect(stale).toMatchObject(
      refused(
        412,
        'TestPatchOperationFailedException',
        'VS403351: Test Operation for path /rev failed, value 1 was not equal to test value 4.',
      ),
    );
    const test = { op: 'test', path: '/fields/System.State', value: 'Closed' };
    expect((await simulator.patch(id, test, set('System.Title', 'y'))).status).toBe(412);
  });

  it('makes no revision of what changes nothing', async () => {
    const { id } = await createBug(set('System.Tags', 'one; two'));
    const same = await simulator.patch(id, set('System.State', 'New'), set('System.Tags', 'TWO; one'));
    expect(same.body.rev).toBe(2);
    expect((await simulator.patch(id, set('System.Tags', 'TWO; one'))).body.rev).toBe(2);
    expect((await simulator.patch(id, set('System.State', 'new'))).body.rev).toBe(2);
  });

  it('with validateOnly shows the new values at the old revision', async () => {
    const { id } = await createBug();
    const path = `_apis/wit/workitems/${id}?validateOnly=true`;
    const { body } = await simulator.send('PATCH', path, [set('System.State', 'Active')]);
    expect(body).toMatchObject({ rev: 1, fields: { 'System.State': 'Active' } });
    expect(await simulator.get(id)).toMatchObject({ rev: 1, fields: { 'System.State': 'New' } });
  });

  it('keeps Markdown as it is and cleans HTML', async () => {
    const { id } = await createBug();
    const field = 'Microsoft.VSTS.TCM.ReproSteps';
    const format = { op: 'add', path: `/multilineFieldsFormat/${field}`, value: 'Markdown' };
    const markdown = await simulator.patch(id, set(field, '# a <b>'), format);
    expect(markdown.body).toMatchObject({
      fields: { [field]: '# a <b>' },
      multilineFieldsFormat: { [field]: 'markdown' },
    });
    const { body } = await simulator.patch(
      id,
      set('System.Description', '<b onclick="x">a</b><script>x</script>'),
    );
    expect(body.fields['System.Description']).toBe('<b>a</b>');
    expect(await simulator.patch(id, format)).toMatchObject(
      refused(400, 'VssPropertyValidationException', /^VS403319/),
    );
  });

  it('changes the type and the project, and keeps the id', async () => {
    const { id } = await createBug();
    expect((await simulator.patch(id, set('System.WorkItemType', 'Issue'))).body.fields).toMatchObject({
      'System.WorkItemType': 'Issue',
      'System.State': 'Active',
    });
    const moved = await simulator.patch(id, set('System.TeamProject', 'Lab'));
    expect(moved.body).toMatchObject({
      id,
      fields: { 'System.TeamProject': 'Lab', 'System.AreaPath': 'Lab', 'System.State': 'To Do' },
    });
  });

  it('bypasses the rules for those who may', async () => {
    const { id } = await createBug();
    const path = `_apis/wit/workitems/${id}?bypassRules=true`;
    const body = [set('System.State', 'Closed'), set('System.Reason', 'Imported')];
    expect(await simulator.send('PATCH', path, body, { token: 'tam-token' })).toMatchObject({ status: 403 });
    expect((await simulator.send('PATCH', path, body)).body).toMatchObject({
      fields: { 'System.Reason': 'Imported' },
    });
  });

  it('lets only some create tags, even when nothing is written', async () => {
    const { id } = await createBug(set('System.Tags', 'known'));
    const path = `_apis/wit/workitems/${id}?validateOnly=true`;
    const tagged = (tag: string) =>
      simulator.send('PATCH', path, [set('System.Tags', tag)], { token: 'tam-token' });
    expect((await tagged('KNOWN')).status).toBe(200);
    expect(await tagged('fresh')).toMatchObject(refused(403, 'AccessCheckException', /^TF401289/));
  });
});

describe('links', () => {
  it('between work items leave the revision as it is, at both ends', async () => {
    const [parent, child] = [await createBug(), await createBug()];
    const linked = await simulator.patch(parent.id, link('System.LinkTypes.Hierarchy-Forward', child.url));
    expect(linked.body).toMatchObject({
      rev: 1,
      relations: [
        { rel: 'System.LinkTypes.Hierarchy-Forward', attributes: { isLocked: false, name: 'Child' } },
      ],
    });
    expect(await simulator.get(child.id, '?$expand=1')).toMatchObject({
      rev: 1,
      fields: { 'System.Parent': parent.id },
      relations: [{ rel: 'System.LinkTypes.Hierarchy-Reverse', url: parent.url }],
    });
    const { body } = await simulator.send<{ count: number }>(
      'GET',
      `_apis/wit/workitems/${child.id}/updates`,
    );
    expect(body.count).toBe(2);
    const again = await simulator.patch(parent.id, link('System.LinkTypes.Hierarchy-Forward', child.url));
    expect(again).toMatchObject(refused(400, 'RelationAlreadyExistsException', 'Relation already exists.'));
    await simulator.patch(parent.id, { op: 'remove', path: '/relations/0' });
    expect(await simulator.get(child.id, '?$expand=all')).not.toHaveProperty('relations');
  });

  it('to pages raise the revision', async () => {
    const { id } = await createBug(link('Hyperlink', 'https://tickets.example/1', 'Ticket'));
    const { body } = await simulator.patch(id, link('Hyperlink', 'https://tickets.example/2'));
    expect(body).toMatchObject({
      rev: 2,
      relations: expect.arrayContaining([expect.objectContaining({ url: 'https://tickets.example/2' })]),
    });
    expect(body.relations).toHaveLength(2);
  });
});

describe('reading', () => {
  it('shows more on demand', async () => {
    const { id } = await createBug();
    expect(await simulator.get(id, '?$expand=All')).toMatchObject({
      fields: {
        'System.Id': id,
        'System.Rev': 1,
        'System.RevisedDate': '9999-01-01T00:00:00Z',
        'System.AreaLevel1': 'Pay Desk',
      },
    });
    expect((await simulator.get(id, '?fields=System.Id,System.State')).fields).toEqual({
      'System.Id': id,
      'System.State': 'New',
    });
    const both = await simulator.send('GET', `_apis/wit/workitems/${id}?$expand=all&fields=System.Id`);
    expect(both).toMatchObject(refused(400, 'ConflictingParametersException', /.*/));
  });

  it('goes back in time', async () => {
    const { id, fields } = await createBug();
    await simulator.patch(id, set('System.Title', 'Later'));
    const asOf = encodeURIComponent(String(fields['System.ChangedDate']));
    expect((await simulator.get(id, `?asOf=${asOf}`)).fields['System.Title']).toBe('A Bug');
    expect((await simulator.send('GET', `_apis/wit/workitems/${id}?asOf=2001-01-01`)).status).toBe(404);
  });

  it('answers for many at once, with null where nothing is', async () => {
    const { id } = await createBug();
    const many = (errorPolicy: string) =>
      simulator.send('POST', 'Pay%20Desk/_apis/wit/workitemsbatch', { ids: [id, 99999], errorPolicy });
    expect((await many('omit')).body).toMatchObject({ count: 2, value: [{ id }, null] });
    expect(await many('fail')).toMatchObject(
      refused(404, 'WorkItemUnauthorizedAccessException', /^TF401232: Work item 99999/),
    );
    const list = await simulator.send('GET', `_apis/wit/workitems?ids=${id}&fields=System.Title`);
    expect(list.body).toMatchObject({
      value: [{ url: `${simulator.baseUrl}/Northwind-Boards/_apis/wit/workItems/${id}` }],
    });
    const ids = Array.from({ length: 201 }, (_, index) => index + 1);
    const tooMany = await simulator.send('POST', '_apis/wit/workitemsbatch', { ids });
    expect(tooMany).toMatchObject(
      refused(400, 'VssPropertyValidationException', 'VS403474: You requested 201 work items'),
    );
  });

  it('answers id 0 with plain text', async () => {
    const { status, headers, text } = await simulator.send('GET', 'Pay%20Desk/_apis/wit/workItems/0');
    expect({ status, text }).toEqual({
      status: 404,
      text: "The controller for path '/Pay%20Desk/_apis/wit/workItems/0' was not found or does not implement IController.",
    });
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(decodeURIComponent(headers.get('x-tfs-serviceerror') ?? '')).toBe(text);
  });
});

describe('the recycle bin', () => {
  it('takes, shows, gives back and destroys', async () => {
    const { id } = await createBug();
    const bin = `Pay%20Desk/_apis/wit/recyclebin/${id}`;
    expect(await simulator.send('DELETE', `Pay%20Desk/_apis/wit/workitems/${id}`)).toMatchObject({
      status: 200,
      body: {
        id,
        code: 200,
        deletedBy: 'Dana Devlin <dana@northwind.example>',
        deletedDate: expect.stringMatching(/^\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M$/),
        resource: { rev: 2, fields: { 'System.ChangedBy': 'Dana Devlin <dana@northwind.example>' } },
      },
    });
    expect((await simulator.send('GET', `_apis/wit/workitems/${id}`)).status).toBe(404);
    expect((await simulator.send('GET', `Pay%20Desk/_apis/wit/recyclebin?ids=${id}`)).body).toMatchObject({
      count: 1,
    });
    expect((await simulator.send('PATCH', bin, { IsDeleted: false })).status).toBe(200);
    expect((await simulator.get(id)).rev).toBe(3);
    expect((await simulator.send('PATCH', bin, { IsDeleted: false })).status).toBe(404);
    await simulator.send('POST', 'Pay%20Desk/_apis/wit/workitemsdelete', { ids: [id] });
    expect((await simulator.send('DELETE', bin)).status).toBe(204);
    expect((await simulator.send('GET', bin)).status).toBe(404);
  });

  it('is closed to those without the right', async () => {
    const { id } = await createBug();
    const sending = { token: 'tam-token' };
    expect(await simulator.send('DELETE', `_apis/wit/workitems/${id}`, undefined, sending)).toMatchObject({
      status: 403,
    });
  });
});

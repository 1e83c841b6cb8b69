import type { AzureDevOpsClient, AzureDevOpsClients } from '../../../shared/azure-devops/client';
import { WorkItemTypeNotFoundError } from '../../../shared/azure-devops/errors';
import { addHyperlink, setField, testRevision } from '../../../shared/azure-devops/json-patch';
import {
  clientsOf,
  json,
  problem,
  raw,
  type ScriptedService,
  signInPage,
  startScriptedService,
  type Turn,
  workItem,
} from './scripted-service';

const code = (expected: string) => ({ details: { code: expected } });

let service: ScriptedService;
let clients: AzureDevOpsClients;
let client: AzureDevOpsClient;

beforeAll(async () => (service = await startScriptedService()));
afterAll(() => service.close());
beforeEach(() => {
  service.reset();
  ({ clients, client } = clientsOf(service));
});
afterEach(async () => {
  await clients.close();
  expect(service.left()).toBe(0);
});

const asked = () => service.requests.map(({ method, path }) => `${method} ${path.replace('/Tailspin/', '')}`);

const types = {
  count: 3,
  value: [
    { name: 'Bug', states: [{ name: 'New', category: 'Proposed' }], transitions: { '': [{ to: 'New' }] } },
    { name: 'Old', isDisabled: true },
    { name: 'Test Plan' },
  ],
};
const categories = {
  value: [{ referenceName: 'Microsoft.HiddenCategory', workItemTypes: [{ name: 'Test Plan' }] }],
};
/** Types and categories are asked for together, in either order. */
const answerTypes = () =>
  [0, 1].forEach(() =>
    service.answer((response, request) =>
      json(200, request.path.includes('categories') ? categories : types)(response, request),
    ),
  );

describe('work item types', () => {
  it('are read once for callers that come together, without the hidden ones', async () => {
    answerTypes();
    const [found] = await Promise.all([
      client.workItemTypes('P'),
      client.workItemType('p', 'bug'),
      client.workItemTypes('P'),
    ]);
    expect(found.map(({ name }) => name)).toEqual(['Bug', 'Old']);
    expect(asked().sort()).toEqual([
      'GET P/_apis/wit/workItemTypes',
      'GET P/_apis/wit/workitemtypecategories?api-version=7.1',
    ]);
  });

  it('are read again on demand, and after a state was refused', async () => {
    const refused = problem(
      400,
      'RuleValidationException',
      'TF401320: Rule Error for field System.State. Error code: x',
    );
    answerTypes();
    await client.workItemTypes('P');
    answerTypes();
    await client.workItemTypes('P', { fresh: true });
    service.answer(refused);
    await expect(client.updateWorkItem(7, [setField('System.State', 'Nope')])).rejects.toMatchObject(
      code('work-item-rule-violated'),
    );
    answerTypes();
    await client.workItemTypes('P');
  });

  it.each(['Nope', 'Old', 'Test Plan'])(
    'the type "%s" cannot be used, and the answer names those that can',
    async (type) => {
      answerTypes();
      const finding = client.workItemType('P', type);
      await expect(finding).rejects.toBeInstanceOf(WorkItemTypeNotFoundError);
      await expect(finding).rejects.toMatchObject({ available: ['Bug'] });
    },
  );

  it('have fields with allowed values, read once', async () => {
    const field = { referenceName: 'R', name: 'N', alwaysRequired: false, allowedValues: ['a'] };
    service.answer(json(200, { value: [field] }));
    await client.typeFields('P', 'Bug');
    expect(await client.typeFields('P', 'Bug')).toMatchObject([field]);
    expect(asked()).toEqual(['GET P/_apis/wit/workitemtypes/Bug/fields?$expand=1']);
  });
});

const tenant =
  (tenantId?: string): Turn =>
  (response) =>
    response.writeHead(404, tenantId === undefined ? {} : { 'x-vss-resourcetenant': tenantId }).end();

/** The tenant and the areas are asked for together, in either order. */
const answerProfile = (tenantTurn: Turn, areasTurn: Turn) =>
  [0, 1].forEach(() =>
    service.answer((response, request) =>
      (request.method === 'HEAD' ? tenantTurn : areasTurn)(response, request),
    ),
  );

describe('the organization', () => {
  it('lists its projects, page by page', async () => {
    const page = (from: number, size: number) => ({
      value: Array.from({ length: size }, (_, index) => ({
        id: `ID-${from + index}`,
        name: `P${from + index}`,
      })),
    });
    service.answer(json(200, page(0, 500)), json(200, page(500, 1)));
    const projects = await client.projects();
    expect(projects).toHaveLength(501);
    expect(projects[500]).toEqual({ id: 'id-500', name: 'P500' });
    expect(asked()).toEqual(['GET _apis/projects?$top=500&$skip=0', 'GET _apis/projects?$top=500&$skip=500']);
  });

  it('says who we are', async () => {
    service.answer(
      json(200, { instanceId: 'ABC', authenticatedUser: { id: 'DEF', providerDisplayName: 'connector' } }),
    );
    expect(await client.connectionData()).toEqual({
      organizationId: 'abc',
      identityId: 'def',
      identityName: 'connector',
    });
    expect(asked()).toEqual(['GET _apis/connectionData?api-version=7.1-preview.1']);
  });

  it('does not take nobody for us', async () => {
    const nobody = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
    service.answer(json(200, { instanceId: 'ABC', authenticatedUser: { id: nobody } }));
    await expect(client.connectionData()).rejects.toMatchObject(code('signed-in-as-nobody'));
  });

  const core = {
    id: '79134C72-4a58-4b42-976c-04e7115f32bf',
    name: 'core',
    locationUrl: 'https://dev.azure.com/TailSpin/',
  };
  const areas = json(200, { value: [{ id: 'other', locationUrl: 'https://x.example/' }, core] });

  it('tells its name in its own casing, and its tenant to whoever asks', async () => {
    answerProfile(tenant('ABC'), areas);
    expect(await client.organizationProfile()).toEqual({ name: 'TailSpin', tenantId: 'abc' });
    const asking = service.requests.find(({ method }) => method === 'HEAD');
    expect(asking).toMatchObject({
      path: '/Tailspin',
      headers: expect.not.objectContaining({ authorization: expect.anything() }),
    });
  });

  it.each([
    ['an organization of personal accounts', tenant('00000000-0000-0000-0000-000000000000')],
    ["a server of one's own", tenant()],
  ])('%s has no tenant', async (_, tenantTurn) => {
    answerProfile(tenantTurn, areas);
    expect(await client.organizationProfile()).toEqual({ name: 'TailSpin', tenantId: undefined });
  });

  it('is called what it was called where a server lists no areas', async () => {
    answerProfile(tenant(), json(200, { count: 0, value: null }));
    expect(await client.organizationProfile()).toMatchObject({ name: 'Tailspin' });
  });

  it('says that it belongs to another tenant rather than that it keeps us out', async () => {
    answerProfile(tenant('ABC'), signInPage());
    service.answer(signInPage());
    expect(await client.organizationProfile()).toEqual({ name: 'Tailspin', tenantId: 'abc' });
  });

  it('keeps us out', async () => {
    answerProfile(tenant(), signInPage());
    service.answer(signInPage());
    await expect(client.organizationProfile()).rejects.toMatchObject(code('token-refused'));
  });

  it.each([
    ['a page', raw(404, '<html>404</html>', { 'content-type': 'text/html' })],
    [
      'a routing error',
      raw(404, "The controller for path '/x' was not found", { 'content-type': 'text/plain' }),
    ],
    ['an error', problem(404, 'SomethingNotFoundException', 'VS1: not found')],
  ])('may not be there: %s', async (_, notFound) => {
    answerProfile(tenant(), notFound);
    await expect(client.organizationProfile()).rejects.toMatchObject(code('organization-not-found'));
  });
});

describe('areas and iterations', () => {
  const missing = problem(
    404,
    'ClassificationTreeNodeNotFoundException',
    'VS402485: The area/iteration name is not recognized.',
  );

  it('are looked up by their path', async () => {
    service.answer(json(200, {}), missing);
    expect(await client.classificationPathExists('P', 'areas', 'P\\Web\\Shop 1')).toBe(true);
    expect(await client.classificationPathExists('P', 'iterations', 'P\\Sprint')).toBe(false);
    expect(asked()).toEqual([
      'GET P/_apis/wit/classificationnodes/areas/Web/Shop 1?$depth=0&api-version=7.1',
      'GET P/_apis/wit/classificationnodes/iterations/Sprint?$depth=0&api-version=7.1',
    ]);
  });

  it('of another project need no request', async () => {
    expect(await client.classificationPathExists('P', 'areas', 'Q\\Web')).toBe(false);
    expect(service.requests).toHaveLength(0);
  });
});

describe('work items', () => {
  const notFound = problem(
    404,
    'WorkItemUnauthorizedAccessException',
    'TF401232: Work item 9 does not exist',
  );

  it('are found with their relations, or not', async () => {
    service.answer(json(200, { ...workItem(7, 2), relations: [{ rel: 'Hyperlink', url: 'u' }] }), notFound);
    expect(await client.findWorkItem(7, { expandRelations: true })).toMatchObject({
      relations: [{ rel: 'Hyperlink' }],
    });
    expect(await client.findWorkItem(9)).toBeUndefined();
    expect(asked()).toEqual(['GET _apis/wit/workItems/7?$expand=1', 'GET _apis/wit/workItems/9']);
  });

  it('are read by 200 a request, each once, the unreadable left out', async () => {
    [0, 1].forEach(() =>
      service.answer((response, request) => {
        const { ids } = request.body as { ids: number[] };
        json(200, { value: ids.map((id) => (id === 3 ? null : workItem(id, 1))) })(response, request);
      }),
    );
    const ids = Array.from({ length: 201 }, (_, index) => index + 1);
    const read = await client.readWorkItems([...ids, 1], { fields: ['System.State'] });
    expect(read.map(({ id }) => id)).toEqual(ids.filter((id) => id !== 3));
    expect(service.requests[0]?.body).toMatchObject({ errorPolicy: 'omit', fields: ['System.State'] });
  });

  it('are not read where none is asked for', async () => {
    expect(await client.readWorkItems([])).toEqual([]);
    expect(service.requests).toHaveLength(0);
  });

  it('may lie in the recycle bin', async () => {
    service.answer(json(200, { id: 7 }), notFound);
    expect([await client.isInRecycleBin('P', 7), await client.isInRecycleBin('P', 8)]).toEqual([true, false]);
  });

  it('are found by a query', async () => {
    service.answer(
      json(200, {
        queryType: 'flat',
        workItems: [
          { id: 3, url: 'u' },
          { id: 5, url: 'u' },
        ],
      }),
    );
    expect(
      await client.queryWorkItemIds('P', 'SELECT [System.Id] FROM workitems', {
        timePrecision: true,
        top: 50,
      }),
    ).toEqual([3, 5]);
    expect(asked()).toEqual(['POST P/_apis/wit/wiql?timePrecision=true&$top=50']);
    expect(service.requests[0]?.body).toEqual({ query: 'SELECT [System.Id] FROM workitems' });
  });
});

describe('comments', () => {
  it('are listed by the page, deleted ones too', async () => {
    const comment = {
      id: 1,
      version: 1,
      text: 'x',
      createdBy: { id: 'A', displayName: 'Robin' },
      createdDate: 'd',
      format: 'html',
    };
    service.answer(json(200, { totalCount: 2, comments: [comment], continuationToken: 'next' }));
    expect(await client.comments('P', 7, 'before')).toMatchObject({
      totalCount: 2,
      continuationToken: 'next',
      comments: [{ id: 1 }],
    });
    expect(asked()).toEqual([
      'GET P/_apis/wit/workItems/7/comments?$top=200&order=asc&includeDeleted=true&continuationToken=before&api-version=7.1-preview.4',
    ]);
  });

  it('are written in their format', async () => {
    service.answer(json(200, { id: 9, version: 1, text: '**x**', format: 'markdown' }));
    expect(await client.addComment('P', 7, '**x**', 'markdown')).toMatchObject({ id: 9, format: 'markdown' });
    expect(asked()).toEqual([
      'POST P/_apis/wit/workItems/7/comments?format=markdown&api-version=7.1-preview.4',
    ]);
    expect(service.requests[0]?.body).toEqual({ text: '**x**' });
  });
});

describe('what has changed', () => {
  const token = '76;1;1;Discussion';

  it('is read from where the last page ended', async () => {
    service.answer(
      json(200, {
        values: [{ id: 1, rev: 2, fields: { 'System.State': 'Done' } }],
        continuationToken: token,
        isLastBatch: false,
      }),
      json(200, { values: [], continuationToken: token, isLastBatch: true }),
    );
    const first = await client.reportingRevisions({
      startDateTime: '2026-03-01T00:00:00Z',
      fields: ['System.State'],
    });
    expect(first).toEqual({
      revisions: [{ id: 1, rev: 2, fields: { 'System.State': 'Done' } }],
      continuationToken: token,
      isLastBatch: false,
    });
    expect(await client.reportingRevisions({ continuationToken: token, startDateTime: 'x' })).toMatchObject({
      isLastBatch: true,
    });
    expect(asked()).toEqual([
      'POST _apis/wit/reporting/workitemrevisions?startDateTime=2026-03-01T00:00:00Z&api-version=7.1',
      `POST _apis/wit/reporting/workitemrevisions?continuationToken=${token}&api-version=7.1`,
    ]);
    expect(service.requests[0]?.body).toEqual({
      fields: ['System.State'],
      includeLatestOnly: true,
      includeDeleted: true,
    });
  });

  it('is no page without a token', async () => {
    service.answer(json(200, { values: [] }));
    await expect(client.reportingRevisions({})).rejects.toMatchObject(code('azure-devops-answer-invalid'));
  });
});

describe('subscriptions', () => {
  const inputs = { publisherInputs: { projectId: 'p' }, consumerInputs: { url: 'https://x.example' } };
  const wanted = { eventType: 'workitem.updated', resourceVersion: '1.0', ...inputs };
  const kind = { publisherId: 'tfs', consumerId: 'webHooks', consumerActionId: 'httpRequest' };

  it('are listed, made, replaced and deleted', async () => {
    const stored = { id: 's-1', status: 'enabled', ...kind, ...wanted };
    service.answer(
      json(200, { value: [{ ...stored, status: undefined }] }),
      json(200, stored),
      json(200, stored),
      raw(204, '', {}),
    );
    expect(await client.subscriptions()).toEqual([{ id: 's-1', status: 'enabled', ...wanted }]);
    expect(await client.createSubscription(wanted)).toMatchObject({ id: 's-1' });
    await client.replaceSubscription('s-1', wanted);
    await client.deleteSubscription('s-1');
    expect(asked()).toEqual([
      'GET _apis/hooks/subscriptions?publisherId=tfs&consumerId=webHooks&consumerActionId=httpRequest&api-version=7.1',
      'POST _apis/hooks/subscriptions?api-version=7.1',
      'PUT _apis/hooks/subscriptions/s-1?api-version=7.1',
      'DELETE _apis/hooks/subscriptions/s-1?api-version=7.1',
    ]);
    expect(service.requests[1]?.body).toEqual({ ...kind, ...wanted });
  });

  it('that are gone need no deleting', async () => {
    service.answer(
      problem(404, 'SubscriptionNotFoundException', 'VS800046: The subscription does not exist.'),
    );
    await expect(client.deleteSubscription('s-1')).resolves.toBeUndefined();
  });
});

describe('a link that is there already', () => {
  const refused = problem(400, 'RelationAlreadyExistsException', 'Relation already exists.');
  const link = addHyperlink('https://connector.example/tickets/1', 'Ticket');

  it('is what was wanted', async () => {
    service.answer(refused, json(200, workItem(7, 4)));
    expect(await client.updateWorkItem(7, [link])).toMatchObject({ id: 7, rev: 4 });
  });

  it('keeps what came with it from being written', async () => {
    service.answer(refused);
    await expect(client.updateWorkItem(7, [setField('System.State', 'Done'), link])).rejects.toMatchObject(
      code('relation-already-exists'),
    );
  });
});

describe('guards', () => {
  it('go first in the patch', async () => {
    service.answer(json(200, workItem(7, 4)));
    await client.updateWorkItem(7, [testRevision(3), setField('System.State', 'Done')]);
    expect(service.requests[0]?.body).toEqual([
      { op: 'test', path: '/rev', value: 3 },
      { op: 'add', path: '/fields/System.State', value: 'Done' },
    ]);
  });
});

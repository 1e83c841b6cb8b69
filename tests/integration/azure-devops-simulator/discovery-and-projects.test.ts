import { TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

interface Location {
  id: string;
  area: string;
  routeTemplate: string;
  minVersion: string;
}

describe('route discovery', () => {
  const locations = async (area = '') =>
    (await simulator.fetch<{ count: number; value: Location[] }>('OPTIONS', `/northwind-boards/_apis${area}`))
      .body;

  it('lists where operations are, for all areas or one, without credentials', async () => {
    const { count, value } = await locations();
    expect(count).toBe(value.length);
    expect(value).toContainEqual({
      id: '72c7ddf8-2cdc-4f60-90cd-ab71c14a399b',
      area: 'wit',
      resourceName: 'workItems',
      routeTemplate: '{project}/_apis/{area}/{resource}/{id}',
      resourceVersion: 3,
      minVersion: '1.0',
      maxVersion: '7.2',
      releasedVersion: '7.1',
    });
    expect(new Set((await locations('/WIT')).value.map(({ area }) => area))).toEqual(new Set(['wit']));
    expect(new Set(value.map(({ id }) => id)).size).toBe(count);
  });

  it('names the areas, at the primary address', async () => {
    const { body } = await simulator.send('GET', '_apis/ResourceAreas/5264459E-e5e0-4bd8-b118-0985e68a4ec5');
    expect(body).toMatchObject({ name: 'wit', locationUrl: `${simulator.baseUrl}/Northwind-Boards/` });
    expect((await simulator.send('GET', '_apis/ResourceAreas')).body).toMatchObject({ count: 6 });
  });
});

describe('projects', () => {
  const agile = 'adcc42ab-9882-485e-a3ed-7678f01f66bc';

  it('come page by page', async () => {
    const first = await simulator.send('GET', '_apis/projects?$top=1&$skip=0');
    expect(first.headers.get('x-ms-continuationtoken')).toBe('1');
    const second = await simulator.send('GET', '_apis/projects?$top=1&continuationToken=1');
    expect(second.body).toMatchObject({ value: [{ name: 'Shop' }] });
  });

  it('are created and deleted by operations', async () => {
    const capabilities = {
      processTemplate: { templateTypeId: agile },
      versioncontrol: { sourceControlType: 'git' },
    };
    const created = await simulator.send<{ id: string }>('POST', '_apis/projects', {
      name: 'New Desk',
      capabilities,
    });
    expect(created).toMatchObject({ status: 202, body: { status: 'notSet' } });
    expect((await simulator.send('GET', `_apis/operations/${created.body.id}`)).body).toMatchObject({
      status: 'succeeded',
    });
    const { id } = await simulator.create('New Desk', 'User Story');
    const project = await simulator.send<{ id: string }>(
      'GET',
      '_apis/projects/New%20Desk?includeCapabilities=true',
    );
    expect(project.body).toMatchObject({ capabilities: { processTemplate: { templateName: 'Agile' } } });
    expect((await simulator.send('POST', '_apis/projects', { name: 'new desk' })).status).toBe(409);
    expect((await simulator.send('POST', '_apis/projects', { name: 'a/b' })).status).toBe(400);
    expect((await simulator.send('DELETE', `_apis/projects/${project.body.id}`)).status).toBe(202);
    expect((await simulator.send('GET', `_apis/wit/workitems/${id}`)).status).toBe(404);
    expect((await simulator.send('GET', '_apis/wit/reporting/workitemrevisions')).status).toBe(200);
  });
});

describe('headers', () => {
  it('are those of recorded answers', async () => {
    const { headers } = await simulator.send('GET', '_apis/projects');
    expect(headers.get('activityid')).toBe(headers.get('x-vss-e2eid'));
    expect(headers.get('x-vss-userdata')).toMatch(/^[0-9a-f-]{36}:dana@northwind\.example$/);
    expect(headers.get('etag')).toBeNull();
    const { headers: error } = await simulator.send('GET', '_apis/projects/Nowhere');
    expect(error.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

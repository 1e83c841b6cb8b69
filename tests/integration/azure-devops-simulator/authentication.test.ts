import { principal, tenantId, TestSimulator } from './test-simulator';

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const suppress = { 'x-tfs-fedauthredirect': 'Suppress' };
const projects = (token?: string, headers = {}) =>
  simulator.fetch('GET', '/Northwind-Boards/_apis/projects?api-version=7.1', {
    ...(token !== undefined && { token }),
    headers,
  });
const claims = { tid: tenantId, oid: principal.objectId, appid: principal.applicationId };

describe('tokens of the authority', () => {
  it('let a member in, whose keys are fetched once', async () => {
    const token = simulator.authority.token(claims);
    expect(await projects(token)).toMatchObject({ status: 200, body: { count: 4 } });
    await Promise.all([projects(token), projects(token)]);
    expect(simulator.authority.fetches).toBe(1);
    const { body } = await simulator.send(
      'GET',
      '_apis/connectionData?api-version=7.1-preview.1',
      undefined,
      { token },
    );
    expect(body).toMatchObject({
      authenticatedUser: {
        providerDisplayName: 'Connector',
        subjectDescriptor: expect.stringMatching(/^aadsp\./),
        descriptor: expect.stringContaining('AadServicePrincipal'),
      },
    });
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each([
    ['for another resource', { ...claims, aud: 'https://management.azure.com' }],
    ['that has ended', { ...claims, exp: now() - 1 }],
    ['of another tenant', { ...claims, tid: '99999999-0000-4000-8000-000000000000' }],
    ['that names nobody', { tid: tenantId }],
  ])('%s are worth nothing', async (_, wrong) => {
    const token = simulator.authority.token(wrong);
    expect(await projects(token, suppress)).toMatchObject({ status: 401 });
    expect(await projects(token)).toMatchObject({ status: 203 });
  });

  it('need a good signature by a known key', async () => {
    const token = simulator.authority.token(claims);
    expect(await projects(token.slice(0, -8) + 'AAAAAAAA', suppress)).toMatchObject({ status: 401 });
    expect(await projects(simulator.authority.token(claims, 'other'), suppress)).toMatchObject({
      status: 401,
    });
  });

  it('of somebody who is no member are refused by name', async () => {
    const token = simulator.authority.token({ ...claims, oid: 'stranger', appid: 'strange-app' });
    expect(await projects(token)).toMatchObject({
      status: 401,
      body: {
        message: expect.stringContaining(
          `TF401444: Please sign-in at least once as ${tenantId}\\${tenantId}\\stranger`,
        ),
      },
    });
  });
});

describe('other credentials', () => {
  it('may be a personal access token', async () => {
    const basic = `Basic ${Buffer.from(':dana-token').toString('base64')}`;
    expect(await projects(undefined, { authorization: basic })).toMatchObject({ status: 200 });
  });

  it('missing, get a sign-in page that looks like a success, or what the caller asked for', async () => {
    const page = await projects();
    expect(page).toMatchObject({ status: 203, text: expect.stringContaining('Sign In') });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await projects(undefined, suppress)).toMatchObject({
      status: 401,
      body: { typeKey: 'UnauthorizedRequestException', message: expect.stringMatching(/^TF400813/) },
    });
    const patched = await simulator.fetch('PATCH', '/Northwind-Boards/_apis/wit/workitems/1', {
      token: 'expired',
      body: [],
    });
    expect(patched.status).toBe(401);
  });
});

describe('what a caller sees', () => {
  const asRobin = (path: string) => simulator.send('GET', path, undefined, { token: 'robin-token' });

  it('is what it has rights for', async () => {
    const { id } = await simulator.create('Lab', 'Task');
    expect(await asRobin('_apis/projects')).toMatchObject({ body: { value: [{ name: 'Shop' }] } });
    expect(await asRobin('_apis/projects/Lab')).toMatchObject({ status: 404 });
    expect(await asRobin(`_apis/wit/workitems/${id}`)).toMatchObject({ status: 404 });
    const create = simulator.send(
      'POST',
      'Shop/_apis/wit/workitems/$Bug',
      [{ op: 'add', path: '/fields/System.Title', value: 'x' }],
      { token: 'robin-token' },
    );
    expect(await create).toMatchObject({ status: 403 });
  });
});

describe('the organization', () => {
  it('is found in any casing, others are not', async () => {
    expect(
      await simulator.fetch('GET', '/NORTHWIND-boards/_apis/projects', { token: 'dana-token' }),
    ).toMatchObject({
      body: {
        value: expect.arrayContaining([
          expect.objectContaining({ url: expect.stringContaining('/Northwind-Boards/') }),
        ]),
      },
    });
    expect((await simulator.fetch('GET', '/Nobody/_apis/projects', { token: 'dana-token' })).status).toBe(
      404,
    );
  });

  it('tells its tenant, to HEAD and without credentials', async () => {
    for (const path of ['/vssps/northwind-boards', '/northwind-boards']) {
      const { status, headers } = await simulator.fetch('HEAD', path);
      expect([status, headers.get('x-vss-resourcetenant')]).toEqual([404, tenantId]);
    }
    expect((await simulator.fetch('HEAD', '/nobody')).headers.get('x-vss-resourcetenant')).toBeNull();
  });
});

describe('versions', () => {
  const version = async (path: string, headers = {}) => {
    const answer = await simulator.fetch<{ typeKey?: string }>('GET', `/northwind-boards/_apis/${path}`, {
      token: 'dana-token',
      headers,
    });
    return answer.body.typeKey ?? answer.headers.get('content-type');
  };

  it.each([
    ['projects', 'application/json; charset=utf-8; api-version=7.1'],
    ['projects?api-version=5.0', 'application/json; charset=utf-8; api-version=5.0'],
    ['projects?API-VERSION=7.2-preview.4', 'application/json; charset=utf-8; api-version=7.2-preview.4'],
    ['projects?api-version=8.0', 'VssVersionOutOfRangeException'],
    ['projects?api-version=new', 'VssVersionInvalidException'],
    ['connectionData', 'VssVersionNotSpecifiedException'],
    ['connectionData?api-version=7.1', 'VssInvalidPreviewVersionException'],
  ])('%s → %s', async (path, outcome) => {
    expect(await version(path)).toBe(outcome);
  });

  it('may stand in the Accept header', async () => {
    expect(await version('projects', { accept: 'application/json;api-version=6.0' })).toContain(
      'api-version=6.0',
    );
  });
});

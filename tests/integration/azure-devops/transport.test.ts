import type {
  AzureDevOpsClient,
  AzureDevOpsClients,
  OrganizationAccess,
} from '../../../shared/azure-devops/client';
import { createLogger } from '../../../shared/logger';
import { inInvocation, invocationLog } from '../../../shared/telemetry/invocation';
import { newTrace, traceParentOf } from '../../../shared/telemetry/trace-context';
import { setField, testRevision } from '../../../shared/azure-devops/json-patch';
import {
  brokenOff,
  clientsOf,
  json,
  problem,
  raw,
  replyLost,
  type ScriptedService,
  signInPage,
  silence,
  stale,
  startScriptedService,
  torn,
  workItem,
  zipped,
} from './scripted-service';

const title = setField('System.Title', 'x');
const close = setField('System.State', 'Closed');
const code = (expected: string) => ({ details: { code: expected } });

let service: ScriptedService;
let clients: AzureDevOpsClients;
let access: OrganizationAccess;
let client: AzureDevOpsClient;

beforeAll(async () => (service = await startScriptedService()));
afterAll(() => service.close());
beforeEach(() => {
  service.reset();
  ({ clients, access, client } = clientsOf(service, { limiter: { longestWaitMs: 2_000 } }));
});
afterEach(async () => {
  await clients.close();
  expect(service.left()).toBe(0);
});

const tokensUsed = () => service.requests.map(({ headers }) => headers.authorization);

describe('one request', () => {
  it('creates a work item, with the headers that Azure DevOps wants', async () => {
    service.answer(json(200, workItem(7, 1)));
    const created = await client.createWorkItem('Web Shop', 'User Story', [title]);
    expect(created).toMatchObject({
      id: 7,
      rev: 1,
      webUrl: `${service.baseUrl}/Tailspin/Web%20Shop/_workitems/edit/7`,
    });
    expect(service.requests).toEqual([
      {
        method: 'POST',
        path: '/Tailspin/Web Shop/_apis/wit/workItems/$User Story',
        headers: expect.objectContaining({
          authorization: 'Bearer token-1',
          accept: 'application/json;api-version=7.1',
          'accept-encoding': 'gzip',
          'content-type': 'application/json-patch+json',
          'x-tfs-fedauthredirect': 'Suppress',
        }),
        body: [title],
      },
    ]);
  });

  it('asks for a dry run', async () => {
    service.answer(json(200, { fields: {} }));
    expect(await client.createWorkItem('P', 'Bug', [title], { validateOnly: true })).toMatchObject({
      id: 0,
      rev: 0,
    });
    expect(service.requests[0]?.path).toBe('/Tailspin/P/_apis/wit/workItems/$Bug?validateOnly=true');
  });

  it('keeps its connections: the second is for a request that comes before the first is told free', async () => {
    const before = service.connections();
    for (let id = 1; id <= 10; id += 1) {
      service.answer(json(200, workItem(id, 1)));
      await clients.for(access).findWorkItem(id);
    }
    expect(service.connections() - before).toBeLessThanOrEqual(2);
  });

  it('reads a compressed answer', async () => {
    service.answer(zipped(workItem(7, 1)));
    expect(await client.findWorkItem(7)).toMatchObject({ id: 7 });
  });

  it('follows no redirect', async () => {
    service.answer(raw(302, '', { location: `${service.baseUrl}/elsewhere` }));
    await expect(client.addComment('P', 7, 'x', 'html')).rejects.toMatchObject(code('reply-lost'));
    expect(service.requests).toHaveLength(1);
  });

  it('ends when cancelled', async () => {
    const cancelled = new AbortController();
    service.answer((...turn) => {
      silence(...turn);
      cancelled.abort(new Error('no longer wanted'));
    });
    const creating = client.createWorkItem('P', 'Bug', [title], { signal: cancelled.signal });
    await expect(creating).rejects.toThrow('no longer wanted');
  });

  it.each(['.', '..', ''])('refuses the project "%s" before anything is sent', async (project) => {
    await expect(client.createWorkItem(project, 'Bug', [title])).rejects.toMatchObject(code('name-invalid'));
    expect(service.requests).toHaveLength(0);
  });

  it('goes to no host that is not allowed', () =>
    expect(() => clients.for({ ...access, instanceUrl: 'https://metadata.example' })).toThrow(
      'not an allowed address',
    ));
});

describe('a request as part of an invocation', () => {
  it('carries its trace, and is measured and logged there', async () => {
    const lines: Record<string, unknown>[] = [];
    const keep = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
    const trace = newTrace();
    const log = createLogger({ log: keep, warn: keep, error: keep }, { traceId: trace.traceId });
    await clients.close();
    ({ clients, client } = clientsOf(service, { log: invocationLog }));
    service.answer(problem(404, 'WorkItemNotFoundException', 'VS402323: no such work item.'));
    await expect(inInvocation({ trace, log }, () => client.projects())).rejects.toThrow();
    expect(service.requests[0]?.headers.traceparent).toBe(traceParentOf(trace));
    expect(lines).toEqual([
      expect.objectContaining({
        message: 'metric',
        traceId: trace.traceId,
        metric: 'http.client.request.duration',
        attributes: expect.objectContaining({ 'http.response.status_code': 404, 'error.type': '404' }),
      }),
      expect.objectContaining({ message: 'Azure DevOps answered with an error', status: 404 }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('token-');
  });

  it('carries none outside of one', async () => {
    service.answer(json(200, workItem(7, 1)));
    await client.projects();
    expect(service.requests[0]?.headers).not.toHaveProperty('traceparent');
  });
});

describe('tokens', () => {
  it.each([
    ['a sign-in page', signInPage()],
    ['a 401', problem(401, 'UnauthorizedRequestException', "TF400813: The user '' is not authorized")],
  ])('asks for another one after %s, once', async (_, refused) => {
    service.answer(refused, json(200, workItem(7, 1)));
    expect(await client.createWorkItem('P', 'Bug', [title])).toMatchObject({ id: 7 });
    expect(tokensUsed()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it.each([
    ['token-refused', signInPage()],
    ['not-a-member', problem(401, 'UnauthorizedRequestException', 'TF401444: Please sign-in at least once')],
  ])('gives up then: %s', async (expected, refused) => {
    service.answer(refused, refused);
    await expect(client.projects()).rejects.toMatchObject(code(expected));
  });

  it('are forgotten on demand and fresh for a verification', async () => {
    service.answer(json(200, workItem(7, 1)), json(200, workItem(7, 1)));
    await client.findWorkItem(7);
    expect(Date.parse(await clients.verifyToken(access))).toBeGreaterThan(Date.now());
    await clients.for(access).findWorkItem(7);
    expect(tokensUsed()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
});

describe('throttling', () => {
  it('waits when an answer asks for it, a good one too', async () => {
    service.answer(json(200, workItem(1, 1), { 'retry-after': '1' }), json(200, workItem(2, 1)));
    await client.findWorkItem(1);
    const before = performance.now();
    await client.findWorkItem(2);
    expect(performance.now() - before).toBeGreaterThan(900);
  });

  it('hands a long wait back at once, for the queue to come again', async () => {
    service.answer(json(200, workItem(1, 1), { 'retry-after': '120' }));
    await client.findWorkItem(1);
    await expect(client.createWorkItem('P', 'Bug', [title])).rejects.toMatchObject({
      details: { code: 'azure-devops-throttled', status: 429, retryAfterSeconds: 120 },
    });
    expect(service.requests).toHaveLength(1);
  });

  it('sends a create again that was turned away', async () => {
    const blocked = problem(429, '', 'TF400733: The request has been canceled', { 'retry-after': '1' });
    service.answer(blocked, json(200, workItem(7, 1)));
    expect(await client.createWorkItem('P', 'Bug', [title])).toMatchObject({ id: 7 });
  });
});

describe('trouble', () => {
  it.each([
    ['an error over there', problem(500, 'VssServiceException', 'TF246020: x')],
    ['a busy service', raw(503, '', {})],
    ['a page of a proxy', raw(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })],
    ['a broken connection', replyLost],
    ['an answer that breaks off', brokenOff(workItem(7, 1))],
    ['torn JSON', torn(workItem(7, 1))],
  ])('reads again after %s', async (_, trouble) => {
    service.answer(trouble, json(200, workItem(7, 1)));
    expect(await client.findWorkItem(7)).toMatchObject({ id: 7 });
  });

  it.each([
    ['an error over there', problem(500, 'VssServiceException', 'TF246020: x')],
    ['a broken connection', replyLost],
    ['an answer that breaks off', brokenOff(workItem(7, 1))],
    ['torn JSON', torn(workItem(7, 1))],
    ['a page of a proxy', raw(200, '<html>Welcome</html>', { 'content-type': 'text/html' })],
  ])('never creates again after %s: it may exist', async (_, trouble) => {
    service.answer(trouble);
    await expect(client.createWorkItem('P', 'Bug', [title])).rejects.toMatchObject(code('reply-lost'));
    service.answer(trouble);
    await expect(client.addComment('P', 7, 'x', 'markdown')).rejects.toMatchObject(code('reply-lost'));
    expect(service.requests).toHaveLength(2);
  });

  it('does not wait for an organization that is switched off', async () => {
    const text = `\uFEFF${JSON.stringify({ message: 'TF24668: The following team project collection is stopped: Tailspin.' })}`;
    service.answer(raw(503, text, { 'content-type': 'application/json' }));
    await expect(client.findWorkItem(7)).rejects.toMatchObject(code('organization-stopped'));
  });

  it('tells that nothing was sent when nobody listens', async () => {
    const gone = await startScriptedService();
    await gone.close();
    const { client: lonely, clients: theirs } = clientsOf(gone);
    await expect(lonely.createWorkItem('P', 'Bug', [title])).rejects.toMatchObject({
      sent: false,
      details: { code: 'azure-devops-unavailable', status: 503 },
    });
    await theirs.close();
  });
});

describe('an update whose answer was lost', () => {
  const guarded = [testRevision(3), close];

  it('is sent again behind its guard', async () => {
    service.answer(replyLost, json(200, workItem(7, 4, { 'System.State': 'Closed' })));
    expect(await client.updateWorkItem(7, guarded)).toMatchObject({ rev: 4 });
  });

  it('is recognised as done when the guard says so', async () => {
    service.answer(replyLost, stale(4, 3), json(200, workItem(7, 4, { 'System.State': 'Closed' })));
    expect(await client.updateWorkItem(7, guarded)).toMatchObject({ id: 7, rev: 4 });
    expect(service.requests.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'GET']);
  });

  it('is a conflict when somebody else was faster', async () => {
    service.answer(replyLost, stale(4, 3), json(200, workItem(7, 4, { 'System.State': 'Active' })));
    await expect(client.updateWorkItem(7, guarded)).rejects.toMatchObject({
      actualRev: 4,
      details: { status: 409 },
    });
  });

  it('is not looked for when nothing was lost', async () => {
    service.answer(stale(4, 3));
    await expect(client.updateWorkItem(7, guarded)).rejects.toMatchObject(code('revision-conflict'));
  });

  it('is not sent again without a guard', async () => {
    service.answer(replyLost);
    await expect(client.updateWorkItem(7, [close])).rejects.toMatchObject(code('reply-lost'));
  });
});

import { ApiClient } from '../../../local/demo/api-client';
import type { Stack } from '../../../local/stack';
import { startTestStack } from '../../support/stack';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  correlationId: string;
  errors?: { pointer: string; message: string }[];
}

describe('bad input', () => {
  let stack: Stack;
  let connectorId: string;
  let requestsBefore: number;

  const send = async (
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(`${stack.baseUrl}/api${path}`, {
      method,
      headers: {
        'x-functions-key': stack.apiKeys.administrator,
        'content-type': 'application/json',
        ...init.headers,
      },
      body: init.body,
    });
    const text = await response.text();
    return { response, problem: (text === '' ? {} : JSON.parse(text)) as Problem };
  };
  const input = () => {
    const { organization, tenantId, clientId, clientSecret } = stack.world;
    return {
      instanceUrl: stack.azureDevOps.addresses.baseUrl,
      organization,
      tenantId,
      clientId,
      clientSecret,
    };
  };
  const writes = async () =>
    (
      await new ApiClient(stack.azureDevOps.addresses.baseUrl, {}).get<{ writes: number }>(
        '/_simulator/requests',
      )
    ).writes;

  beforeAll(async () => {
    stack = await startTestStack();
    const { problem } = await send('POST', '/connectors', { body: JSON.stringify(input()) });
    connectorId = (problem as unknown as { id: string }).id;
    requestsBefore = await writes();
  });

  afterAll(() => stack.stop());

  const ticket = (change: object) =>
    JSON.stringify({
      connectorId,
      project: 'Ferry Bookings',
      workItemType: 'Bug',
      title: 'A title',
      ...change,
    });
  const rule = (change: object) =>
    JSON.stringify({
      name: 'A rule',
      connectorId,
      ticket: { project: 'Ferry Bookings', workItemType: 'Bug' },
      ...change,
    });

  const cases: [string, string, string, () => string | undefined, number, string][] = [
    ['malformed JSON', 'POST', '/tickets', () => '{"connectorId":', 400, 'malformed-json'],
    ['text that breaks off', 'POST', '/tickets', () => '{"title":"\u0000', 400, 'malformed-json'],
    ['an array for an object', 'POST', '/tickets', () => '[]', 400, 'invalid-request'],
    ['no body', 'POST', '/tickets', () => '', 400, 'malformed-json'],
    ['a wrong type', 'POST', '/tickets', () => ticket({ title: 5 }), 400, 'invalid-request'],
    ['an unknown field', 'POST', '/tickets', () => ticket({ titel: 'x' }), 400, 'invalid-request'],
    [
      'no title and no finding',
      'POST',
      '/tickets',
      () => ticket({ title: undefined }),
      400,
      'invalid-request',
    ],
    [
      'an unknown connector',
      'POST',
      '/tickets',
      () => ticket({ connectorId: 'nobody' }),
      404,
      'connector-not-found',
    ],
    [
      'an unknown project',
      'POST',
      '/tickets',
      () => ticket({ project: 'Nowhere' }),
      404,
      'project-not-found',
    ],
    [
      'an unknown type',
      'POST',
      '/tickets',
      () => ticket({ workItemType: 'Wish' }),
      404,
      'work-item-type-not-found',
    ],
    ['an unknown state', 'POST', '/tickets', () => ticket({ state: 'Done-ish' }), 422, 'unknown-state'],
    ['an unreadable finding', 'POST', '/tickets', () => ticket({ findings: [{}] }), 400, 'invalid-finding'],
    ['an unknown ticket', 'GET', '/tickets/none', () => undefined, 404, 'ticket-not-found'],
    [
      'a move of an unknown ticket',
      'PATCH',
      '/tickets/none',
      () => '{"state":"Closed"}',
      404,
      'ticket-not-found',
    ],
    [
      'a comment on an unknown ticket',
      'POST',
      '/tickets/none/comments',
      () => '{"text":"Hi"}',
      404,
      'ticket-not-found',
    ],
    ['an unlink of an unknown ticket', 'DELETE', '/tickets/none', () => undefined, 404, 'ticket-not-found'],
    ['an unknown rule', 'GET', '/rules/none', () => undefined, 404, 'rule-not-found'],
    ['an unknown event', 'GET', '/nucleus/events/none', () => undefined, 404, 'event-not-found'],
    ['an unknown operation', 'GET', '/operations/none', () => undefined, 404, 'operation-not-found'],
    ['an unknown connector to read', 'GET', '/connectors/none', () => undefined, 404, 'connector-not-found'],
    ['a limit of none', 'GET', '/tickets?limit=0', () => undefined, 400, 'invalid-request'],
    ['a token of nothing', 'GET', '/tickets?continuationToken=%21', () => undefined, 400, 'invalid-request'],
    [
      'a token of nothing for connectors',
      'GET',
      '/connectors?continuationToken=%21',
      () => undefined,
      400,
      'invalid-request',
    ],
    [
      'an unknown operator',
      'POST',
      '/rules',
      () =>
        rule({ findingCriteria: { match: 'all', conditions: [{ field: 'a', operator: 'sounds-like' }] } }),
      400,
      'invalid-request',
    ],
    [
      'a rule for a state that is not there',
      'POST',
      '/rules',
      () => rule({ autoClose: { enabled: true, state: 'Gone' } }),
      422,
      'unknown-state',
    ],
    [
      'a rule for a project that is not there',
      'POST',
      '/rules',
      () => rule({ ticket: { project: 'Nowhere', workItemType: 'Bug' } }),
      422,
      'project-not-found',
    ],
    [
      'an event without findings',
      'POST',
      '/nucleus/events',
      () => '{"id":"e1","type":"scan.ingested","timestamp":"2031-01-01T00:00:00Z","data":{}}',
      400,
      'invalid-request',
    ],
    [
      'an event of another type',
      'POST',
      '/nucleus/events',
      () => '{"id":"e1","type":"scan.deleted","timestamp":"2031-01-01T00:00:00Z","data":{"findings":[]}}',
      400,
      'invalid-request',
    ],
    [
      'an event at no time',
      'POST',
      '/nucleus/events',
      () => '{"id":"e1","type":"scan.ingested","timestamp":"the other day","data":{"findings":[]}}',
      400,
      'invalid-request',
    ],
    [
      'a connector with a tenant that is no GUID',
      'POST',
      '/connectors',
      () => JSON.stringify({ ...input(), tenantId: 'contoso' }),
      400,
      'invalid-request',
    ],
    [
      'a connector at an address that may not be called',
      'POST',
      '/connectors',
      () => JSON.stringify({ ...input(), instanceUrl: 'http://169.254.169.254' }),
      422,
      'outbound-host-not-allowed',
    ],
    [
      'a connector with a wrong secret',
      'POST',
      '/connectors',
      () => JSON.stringify({ ...input(), clientSecret: 'wrong' }),
      422,
      'connector-verification-failed',
    ],
  ];

  it.each(cases)('%s: %s %s', async (_what, method, path, body, status, code) => {
    const { response, problem } = await send(method, path, { body: body() });
    expect({ status: response.status, code: problem.code }).toEqual({ status, code });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-correlation-id')).toBe(problem.correlationId);
    expect(problem.detail.length).toBeGreaterThan(10);
    expect(JSON.stringify(problem)).not.toContain(stack.world.clientSecret);
  });

  it('a body that is too large is refused before it is read', async () => {
    const { response, problem } = await send('POST', '/tickets', {
      body: ticket({ description: 'x'.repeat(1_100_000) }),
    });
    expect([response.status, problem.code]).toEqual([413, 'body-too-large']);
  });

  it.each([
    ['is not JSON', '{"title":', 400, 'malformed-json'],
    ['is too large, which only shows as it comes', 'x'.repeat(3_000_000), 413, 'body-too-large'],
  ])('a body in chunks that %s is refused like any other', async (_, text, status, code) => {
    const response = await fetch(`${stack.baseUrl}/api/tickets`, {
      method: 'POST',
      headers: { 'x-functions-key': stack.apiKeys.administrator, 'content-type': 'application/json' },
      body: new Blob([text]).stream(),
      duplex: 'half',
    });
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('a body that says it is something else is refused', async () => {
    const { response, problem } = await send('POST', '/tickets', {
      body: 'a=b',
      headers: { 'content-type': 'text/plain' },
    });
    expect([response.status, problem.code]).toEqual([415, 'unsupported-media-type']);
  });

  it.each([
    ['no key', ''],
    ['a wrong key', 'wrong'],
  ])('%s is answered with 401 and a problem', async (_what, key) => {
    const { response, problem } = await send('GET', '/tickets', { headers: { 'x-functions-key': key } });
    expect([response.status, problem.code]).toEqual([401, 'unauthenticated']);
  });

  it('a key of a lower role is answered with 403', async () => {
    const headers = { 'x-functions-key': stack.apiKeys.reader };
    const { response, problem } = await send('POST', '/tickets', { body: ticket({}), headers });
    expect([response.status, problem.code]).toEqual([403, 'forbidden']);
  });

  it('a webhook with wrong credentials, or for nobody, is answered with 401', async () => {
    for (const path of [`/azure-devops/webhooks/${connectorId}`, '/azure-devops/webhooks/nobody']) {
      const headers = { authorization: `Basic ${Buffer.from('nucleus:wrong').toString('base64')}` };
      const { response, problem } = await send('POST', path, { body: '{}', headers });
      expect([response.status, problem.code]).toEqual([401, 'unauthenticated']);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic/);
    }
  });

  it('nothing was written to Azure DevOps, and no second connector or rule is there', async () => {
    expect(await writes()).toBe(requestsBefore);
    const lists = await Promise.all(['/connectors', '/rules', '/tickets'].map((path) => send('GET', path)));
    expect(lists.map(({ problem }) => (problem as unknown as { items: unknown[] }).items.length)).toEqual([
      1, 0, 0,
    ]);
  });
});

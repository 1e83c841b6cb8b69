import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { eventually } from '../../../local/demo/eventually';
import { ConnectedStack, project } from '../../support/connected-stack';
import { strictly } from './strictly';

interface DescribedOperation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

interface Described extends DescribedOperation {
  method: string;
  path: string;
}

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** What a call needs that the document cannot know: ids that there are, and a body for them. */
interface Call {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

describe('the API, driven from its document', () => {
  let stack: ConnectedStack;
  let operations: Described[];
  let components: object;
  const driven = new Map<string, number>();

  beforeAll(async () => {
    stack = await ConnectedStack.start();
    const { body } = await stack.send('GET', '/openapi.json', undefined, { 'x-functions-key': '' });
    const document = body as {
      paths: Record<string, Record<string, DescribedOperation>>;
      components: object;
    };
    components = document.components;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        path,
        method: method.toUpperCase(),
      })),
    );
  });

  afterAll(() => stack.stop());

  const find = (operationId: string): Described => {
    const found = operations.find((operation) => operation.operationId === operationId);
    if (!found) throw new Error(`The document has no operation "${operationId}".`);
    return found;
  };

  const validators = new Map<object, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const known = validators.get(schema);
    if (known) return known;
    const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
    const validate = ajv.compile(strictly({ ...schema, components }) as object);
    validators.set(schema, validate);
    return validate;
  };

  /** What is wrong with an answer in the eyes of the document. */
  function faultsOf({ operationId, responses }: Described, { status, headers, body }: Answer): string[] {
    const response = responses[String(status)];
    if (!response) return [`${operationId} answered ${status}: ${JSON.stringify(body)}`];
    if (!response.content) return Object.keys(body).length === 0 ? [] : [`${operationId} answered a body`];
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const schema = response.content[type]?.schema;
    if (!schema) return [`${operationId} answered ${type}`];
    const validate = validatorOf(schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${operationId} ${status} ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  async function request(
    operation: Described,
    { params = {}, query = '', body, headers }: Call,
  ): Promise<Answer> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? 'nobody'),
    );
    return stack.send(operation.method, path + query, body, headers);
  }

  /** Calls an operation, which has to succeed as the document says. */
  async function call(operationId: string, details: Call = {}): Promise<Answer['body']> {
    const operation = find(operationId);
    const answer = await request(operation, details);
    expect(faultsOf(operation, answer)).toEqual([]);
    expect({ operationId, status: answer.status, body: answer.status < 300 || answer.body }).toMatchObject({
      body: true,
    });
    driven.set(operationId, answer.status);
    return answer.body;
  }

  it('connectors, and what they see', async () => {
    const { organization, tenantId, clientId, clientSecret } = stack.stack.world;
    const instanceUrl = stack.stack.azureDevOps.addresses.baseUrl;
    const body = { name: 'Second', instanceUrl, organization, tenantId, clientId, clientSecret };
    await call('verify-connector', { body });
    const made = await call('create-connector', {
      body: { ...body, callbackUrl: 'https://receiver.example/hook' },
    });
    const params = { connectorId: String(made.id) };
    const changed = { ...body, callbackUrl: 'https://receiver.example/other' };
    await call('change-connector', { params, body: changed });
    await call('verify-stored-connector', { params });
    await call('get-connector', { params });
    await call('list-connectors', { query: '?limit=1' });
    await call('rotate-callback-secret', { params });
    await call('redeliver-callbacks', { params, body: {} });
    await call('delete-connector', { params });
    const type = { connectorId: stack.connectorId, project, type: 'Bug' };
    for (const operationId of ['list-projects', 'list-work-item-types', 'list-states', 'list-fields'])
      await call(operationId, { params: type });
  });

  it('their upkeep', async () => {
    const params = { connectorId: stack.connectorId };
    await call('put-service-hooks', { params });
    await call('get-service-hooks', { params });
    await call('rotate-webhook-credentials', { params });
    await call('reconcile-connector', { params });
    await call('get-reconciliation', { params });
  });

  it('tickets, comments and operations', async () => {
    const findings = [
      {
        project_id: '12',
        scan_type: 'AZURE',
        finding_number: 'CVE-2026-1',
        asset_id: '1',
        finding_severity: 'High',
      },
    ];
    const tags = ['nucleus'];
    const ticket = await call('create-ticket', {
      body: stack.newTicket('A leaking pump', { findings, tags }),
    });
    const params = { ticketId: String(ticket.id) };
    await call('move-ticket', { params, body: { state: 'Active' } });
    await call('post-comment', { params, body: { text: 'Seen **again**.', author: 'The desk' } });
    await call('list-comments', { params });
    await call('get-ticket', { params });
    await call('list-tickets', { query: `?connectorId=${stack.connectorId}&limit=5&search=pump` });
    await call('common-states', { body: { ticketIds: [params.ticketId] } });
    const begun = await call('close-tickets', {
      body: { ticketIds: [params.ticketId, 'nobody'], state: 'Closed' },
    });
    const operation = { operationId: String(begun.operationId) };
    await stack.finished(operation.operationId);
    await call('get-operation', { params: operation });
    await call('retry-operation', { params: operation });
    await call('cancel-operation', { params: operation });
    await call('unlink-ticket', { params });
    await call('link-ticket', {
      body: { connectorId: stack.connectorId, workItemId: ticket.workItemId, findings },
    });
  });

  it('rules, and events that they answer', async () => {
    const rule = {
      name: 'All of it',
      connectorId: stack.connectorId,
      ticket: { project, workItemType: 'Bug', title: '{{finding.finding_name}}' },
      autoClose: { enabled: true, state: 'Closed' },
    };
    const params = { ruleId: String((await call('create-rule', { body: rule })).id) };
    const finding = { finding_number: 'CVE-2026-2', asset_id: '1', finding_name: 'A loose plank' };
    const data = { project_id: '12', scan_type: 'AZURE', findings: [finding, {}] };
    const event = { id: 'event-1', type: 'finding.updated', timestamp: new Date().toISOString(), data };
    await call('nucleus-events', { body: event });
    await eventually('the event is processed', 30_000, async () => {
      const { status } = await call('get-nucleus-event', { params: { eventId: 'event-1' } });
      return status === 'completed' ? true : undefined;
    });
    await call('preview-rule', { body: { ...rule, name: 'Another' } });
    await call('replace-rule', { params, body: { ...rule, enabled: false } });
    await call('get-rule', { params });
    await call('list-rules');
    await call('list-tickets', { query: '?severity=High&state=New&stateCategory=Proposed' });
    await call('delete-rule', { params });
  });

  it('what other systems send, and the app itself', async () => {
    await call('defender-events', {
      query: '?projectId=12',
      body: {
        name: 'assessment',
        type: 'Microsoft.Security/assessments',
        properties: { status: { code: 'Healthy' } },
      },
    });
    await call('list-dead-letters', { query: '?limit=1' });
    await call('replay-dead-letters', { body: { queue: 'ticket-create', all: true } });
    await call('health');
    await call('openapi');
  });

  it('deliveries of service hooks come with credentials that only Azure DevOps has', async () => {
    const before = (await stack.tickets()).length;
    const operation = find('azure-devops-webhook');
    const answer = await request(operation, { params: { connectorId: stack.connectorId }, body: {} });
    expect(answer.status).toBe(401);
    expect(faultsOf(operation, answer)).toEqual([]);
    expect((await stack.tickets()).length).toBe(before);
    driven.set('azure-devops-webhook', answer.status);
  });

  it('every operation was called', () => {
    expect([...driven.keys()].sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  });

  it('every operation refuses strangers, lower roles, wrong bodies and unknown ids in its own words', async () => {
    for (const operation of operations) {
      const role = operation.security[0]?.functionKey?.[0];
      const body = operation.requestBody ? {} : undefined;
      const answers: Answer[] = [];
      if (role !== undefined) {
        const stranger = await request(operation, { body, headers: { 'x-functions-key': '' } });
        expect({ of: operation.operationId, status: stranger.status }).toMatchObject({ status: 401 });
        answers.push(stranger);
      }
      if (role === 'administrator' || role === 'operator') {
        const reader = await request(operation, {
          body,
          headers: { 'x-functions-key': stack.stack.apiKeys.reader },
        });
        expect({ of: operation.operationId, status: reader.status }).toMatchObject({ status: 403 });
        answers.push(reader);
      }
      if (operation.requestBody) answers.push(await request(operation, { body: 'neither' }));
      if (operation.parameters.some((parameter) => parameter.in === 'path'))
        answers.push(await request(operation, { body }));
      expect(answers.flatMap((answer) => faultsOf(operation, answer))).toEqual([]);
    }
  });
});

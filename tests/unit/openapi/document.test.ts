import { readdirSync, readFileSync } from 'node:fs';
import { Type } from '@sinclair/typebox';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { RegisteredOperation } from '../../../shared/http/registered-operations';
import { registeredOperations } from '../../../shared/http/registered-operations';
import { type ApiDocument, apiDocument } from '../../../shared/openapi/document';
import { operationDescriptions } from '../../../shared/openapi/operations/operations';
import { problemStatuses } from '../../../shared/openapi/problem-codes';

const anOperation = (changes: Partial<RegisteredOperation> = {}): RegisteredOperation => ({
  name: 'make-boat',
  method: 'POST',
  route: 'boats/{boatId}',
  role: 'operator',
  body: () => Promise.resolve(Type.Object({ name: Type.String() })),
  query: ['limit'],
  ownCredentials: false,
  ...changes,
});

const descriptions = {
  'make-boat': {
    summary: 'Make a boat.',
    isRepeatable: true,
    answers: { 201: { description: 'The boat.', schema: Type.Object({}), hasLocation: true } },
    problems: ['queue-unavailable'],
    example: { name: 'Tern' },
  },
} as const;

const documentOf = (operation: RegisteredOperation) =>
  apiDocument([operation], descriptions, 'https://app.example/api');

describe('an operation in the document', () => {
  it('says what its definition says', async () => {
    const { servers, paths, components } = await documentOf(anOperation());
    const operation = paths['/boats/{boatId}']?.post;
    expect(servers).toEqual([{ url: 'https://app.example/api' }]);
    expect(operation).toMatchObject({
      operationId: 'make-boat',
      tags: ['boats'],
      security: [{ functionKey: ['operator'] }],
      requestBody: {
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/MakeBoatBody' },
            example: { name: 'Tern' },
          },
        },
      },
    });
    expect(operation?.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
      'path boatId',
      'query limit',
      'header Idempotency-Key',
      'header x-correlation-id',
    ]);
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '413', '415', '422', '500', '503']),
    );
    expect(components.schemas).toMatchObject({ MakeBoatBody: { properties: { name: { type: 'string' } } } });
  });

  it('asks for the credentials that it is called with, or for none', async () => {
    const security = async (changes: Partial<RegisteredOperation>) =>
      (await documentOf(anOperation({ role: undefined, ...changes }))).paths['/boats/{boatId}']?.post
        ?.security;
    expect(await security({ ownCredentials: true })).toEqual([{ serviceHook: [] }]);
    expect(await security({})).toEqual([]);
  });

  it('has to be described, and so have its query parameters', async () => {
    await expect(documentOf(anOperation({ name: 'sink-boat' }))).rejects.toThrow('"sink-boat"');
    await expect(documentOf(anOperation({ query: ['colour'] }))).rejects.toThrow('"colour"');
  });
});

describe('the document of the API', () => {
  let document: ApiDocument;

  beforeAll(async () => {
    // Outside of its host the library says of every function that it is not registered there.
    for (const level of ['debug', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
    await import('../../../functions/main');
    document = await apiDocument(registeredOperations(), operationDescriptions, 'https://app.example/api');
  });

  afterAll(() => jest.restoreAllMocks());

  const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

  it('has every function of functions/http, and none besides', () => {
    const files = readdirSync('functions/http').map((name) => name.replace(/\.ts$/, ''));
    expect(
      operations()
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual(files.sort());
    expect(Object.keys(operationDescriptions).sort()).toEqual(files.sort());
  });

  it('refers to nothing that it does not have', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    const missing = names
      .map(([, name = '']) => name)
      .filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });

  it('has an example for every body, which fits', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const faults = operations().flatMap(({ operationId, requestBody }) => {
      if (!requestBody) return [];
      const { schema, example } = requestBody.content['application/json'];
      const body: unknown = example === undefined ? undefined : JSON.parse(JSON.stringify(example));
      const fits = ajv.validate({ ...schema, components: document.components }, body);
      return fits ? [] : [`${operationId}: ${ajv.errorsText()}`];
    });
    expect(faults).toEqual([]);
  });

  it('names the query parameters that the code reads', () => {
    const read = readdirSync('functions/http').flatMap((name) =>
      [...readFileSync(`functions/http/${name}`, 'utf8').matchAll(/query\.get\('(\w+)'\)/g)].map(
        ([, parameter = '']) => `${name.replace(/\.ts$/, '')} ${parameter}`,
      ),
    );
    const named = operations().flatMap(({ operationId, parameters }) =>
      parameters.filter((one) => one.in === 'query').map((one) => `${operationId} ${one.name}`),
    );
    expect(named).toEqual(expect.arrayContaining(read));
  });
});

it('the table of problem codes says what docs/problem-codes.md says', () => {
  const rows = readFileSync('docs/problem-codes.md', 'utf8').matchAll(/^\| `([a-z-]+)` \| ([\d or]+) \|/gm);
  const documented = [...rows].map(([, code = '', statuses = '']) => [
    code,
    statuses.split(' or ').map((status) => Number(status)),
  ]);
  expect(problemStatuses).toEqual(Object.fromEntries(documented));
});

import { loadSchema } from '../http/lazy-schema';
import type { RegisteredOperation } from '../http/registered-operations';
import type { OperationDescription, OperationDescriptions } from './operation-description';
import { optionalDefaults } from './optional-defaults';
import { parametersOf } from './parameters';
import { problemsOf } from './problems-of';
import { responsesOf } from './responses-of';
import { component } from './schemas/component';
import { schemas } from './schemas/schemas';

/** "create-ticket" as the name of its body: "CreateTicketBody". */
const bodyName = (name: string) =>
  `${name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Body`;

/** A caller's key needs the role (OpenAPI 3.1 section 4.8.30 lets a requirement name roles). */
function securityOf({ role, ownCredentials }: RegisteredOperation): Record<string, string[]>[] {
  if (role !== undefined) return [{ functionKey: [role] }];
  return ownCredentials ? [{ serviceHook: [] }] : [];
}

function describe(operation: RegisteredOperation, description: OperationDescription) {
  const { name, route, query, body } = operation;
  const { summary, isRepeatable = false, answers, example } = description;
  return {
    operationId: name,
    summary,
    tags: [route.split('/')[0] ?? ''],
    security: securityOf(operation),
    parameters: parametersOf(route, query, isRepeatable),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: component(bodyName(name)), example } },
          },
        }
      : {}),
    responses: responsesOf(answers, problemsOf(operation, description)),
  };
}

export interface ApiDocument {
  openapi: string;
  info: object;
  servers: { url: string }[];
  paths: Record<string, Record<string, ReturnType<typeof describe>>>;
  components: { securitySchemes: object; schemas: Record<string, unknown> };
}

/**
 * The document of the API in OpenAPI 3.1, made of what the app serves and of what is said about it.
 * @param serverUrl of the API, `/api` included
 * @throws Error an operation that nothing is said of, which a test finds
 */
export async function apiDocument(
  operations: readonly RegisteredOperation[],
  descriptions: OperationDescriptions,
  serverUrl: string,
): Promise<ApiDocument> {
  const paths: ApiDocument['paths'] = {};
  const bodies: Record<string, unknown> = {};
  for (const operation of operations) {
    const { name, method, route, body } = operation;
    const description = descriptions[name];
    if (!description) throw new Error(`The operation "${name}" is not described.`);
    (paths[`/${route}`] ??= {})[method.toLowerCase()] = describe(operation, description);
    if (body) bodies[bodyName(name)] = optionalDefaults(await loadSchema(body));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nucleus Azure DevOps connector',
      version: '1',
      description: 'Keeps Nucleus findings and Azure DevOps work items in step.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        functionKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-functions-key',
          description: 'A key of the app. Its role has to include the one that the operation names.',
        },
        serviceHook: {
          type: 'http',
          scheme: 'basic',
          description: 'What the connector gave to its subscriptions in Azure DevOps.',
        },
      },
      schemas: { ...schemas, ...bodies },
    },
  };
}

import { Type } from '@sinclair/typebox';
import { checkIds } from '../../connectors/credential-check';
import { oneOf } from '../../http/schemas';
import { component, count, instant } from './component';

const projectId = Type.Optional(Type.String({ description: 'GUID; absent for the whole organization.' }));

const subscription = Type.Object({
  id: Type.String(),
  eventType: Type.String(),
  projectId,
  project: Type.Optional(Type.String({ description: 'Name of the project.' })),
  url: Type.String(),
  status: Type.String({ description: 'As Azure DevOps says it, "enabled" for instance.' }),
  narrowed: Type.Optional(Type.Boolean({ description: 'A filter was put on it: it tells less.' })),
});

const serviceHooks = {
  webhookUrl: Type.String({ format: 'uri' }),
  subscriptions: Type.Array(subscription),
  missing: Type.Array(Type.Object({ eventType: Type.String(), projectId, found: Type.String() })),
  surplus: Type.Array(subscription),
  checkedAt: Type.Optional(instant),
  repairs: Type.Array(
    Type.Object({
      at: instant,
      eventType: Type.String(),
      projectId,
      found: Type.String(),
      done: oneOf(['created', 'replaced', 'deleted']),
    }),
  ),
};

const verification = {
  ok: Type.Boolean(),
  checks: Type.Array(
    Type.Object({
      id: oneOf(checkIds),
      title: Type.String(),
      status: oneOf(['passed', 'failed', 'skipped']),
      detail: Type.String(),
      remedy: Type.Optional(Type.String()),
    }),
  ),
};

/** Connectors, and what they see of Azure DevOps. */
export const connectorSchemas = {
  Connector: Type.Object({
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    instanceUrl: Type.String({ format: 'uri' }),
    organization: Type.String(),
    tenantId: Type.String(),
    clientId: Type.String(),
    callbackUrl: Type.Optional(Type.String({ format: 'uri' })),
    organizationId: Type.String(),
    identityId: Type.String(),
    hasClientSecret: Type.Boolean({ description: 'The secret itself never comes back.' }),
    webhookUrl: Type.String({ format: 'uri' }),
    createdAt: instant,
    updatedAt: instant,
  }),
  Verification: Type.Object(verification),
  ServiceHooks: Type.Object(serviceHooks),
  RepairedServiceHooks: Type.Object({
    ...serviceHooks,
    created: count,
    deleted: count,
    kept: count,
    broken: count,
  }),
  WebhookCredentialRotation: Type.Object({
    rotatedAt: Type.Optional(instant),
    previousValidUntil: Type.Optional(instant),
  }),
  Project: Type.Object({ id: Type.String(), name: Type.String() }),
  WorkItemType: Type.Object({
    name: Type.String(),
    referenceName: Type.String(),
    isDisabled: Type.Boolean(),
  }),
  WorkItemState: Type.Object({
    name: Type.String(),
    color: Type.String({ description: 'RGB in hex, without "#".' }),
    category: component('StateCategory'),
    allowedOnCreate: Type.Boolean({ description: 'The request that creates a work item may set it.' }),
    reachableOnCreate: Type.Boolean({ description: 'Creating and then walking on gets there.' }),
  }),
  WorkItemField: Type.Object({
    referenceName: Type.String(),
    name: Type.String(),
    alwaysRequired: Type.Boolean(),
    defaultValue: Type.Optional(Type.Unknown()),
    allowedValues: Type.Array(Type.Unknown(), { description: 'Empty when anything goes.' }),
    helpText: Type.Optional(Type.String()),
  }),
};

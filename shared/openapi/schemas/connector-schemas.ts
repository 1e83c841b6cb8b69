import { Type } from '@sinclair/typebox';
import { checkIds } from '../../connectors/credential-check';
import { oneOf } from '../../http/schemas';
import { component, instant } from './component';

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
    callback: Type.Optional(component('Callback')),
    callbackSecret: Type.Optional(
      Type.String({ description: 'Signs messages to Nucleus; only in the answer that made it.' }),
    ),
    hasClientSecret: Type.Boolean({ description: 'The secret itself never comes back.' }),
    webhookUrl: Type.String({ format: 'uri' }),
    createdAt: instant,
    updatedAt: instant,
  }),
  Verification: Type.Object(verification),
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

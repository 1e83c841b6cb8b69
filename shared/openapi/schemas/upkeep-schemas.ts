import { Type } from '@sinclair/typebox';
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

/** Service hooks, callbacks and reconciliation of a connector. */
export const upkeepSchemas = {
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
  Callback: Type.Object({
    status: oneOf(['enabled', 'failing', 'disabled']),
    lastSuccessAt: Type.Optional(instant),
    failingSince: Type.Optional(instant),
    lastFailure: Type.Optional(
      Type.Object({ at: instant, reason: Type.String(), httpStatus: Type.Optional(Type.Integer()) }),
    ),
    disabledAt: Type.Optional(instant),
    disabledReason: Type.Optional(Type.String()),
    pending: count,
    oldestSince: Type.Optional(instant),
  }),
  CallbackSecretRotation: Type.Object({
    secret: Type.String(),
    previousValidUntil: Type.Optional(instant),
  }),
  Redelivery: Type.Object({ tickets: count }),
  ReconciliationReport: Type.Object({
    connectorId: Type.String(),
    trigger: oneOf(['timer', 'api', 'repair']),
    startedAt: instant,
    finishedAt: instant,
    complete: Type.Boolean({ description: 'Everything was looked at; else the next run goes on.' }),
    steps: Type.Record(Type.String(), Type.Record(Type.String(), Type.Number())),
    faults: Type.Array(
      Type.Object({
        step: Type.String(),
        code: Type.String({ description: 'As in problems.' }),
        detail: Type.String(),
      }),
    ),
  }),
  Reconciliation: Type.Object({
    running: Type.Boolean(),
    lastReport: Type.Union([component('ReconciliationReport'), Type.Null()]),
  }),
};

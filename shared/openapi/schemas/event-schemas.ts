import { Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';
import { queues } from '../../messaging/queues';
import { count, instant } from './component';

const accepted = {
  eventId: Type.String(),
  findings: count,
  rejected: Type.Integer({
    minimum: 0,
    description: 'Findings that cannot be used; the progress tells why.',
  }),
  duplicate: Type.Boolean({ description: 'Known already; it is not processed twice.' }),
};

/** What comes in, and how far its processing is. */
export const eventSchemas = {
  EventAccepted: Type.Object(accepted),
  RecordsAccepted: Type.Object({
    ...accepted,
    records: count,
    unchanged: Type.Integer({ minimum: 0, description: 'Records that say nothing about remediation.' }),
  }),
  EventProgress: Type.Object({
    eventId: Type.String(),
    type: Type.String(),
    status: oneOf(['accepted', 'processing', 'completed']),
    receivedAt: instant,
    findings: count,
    matched: count,
    ticketsCreated: count,
    ticketsUpdated: count,
    ticketsClosed: count,
    failed: count,
    errors: Type.Array(
      Type.Object({
        finding: Type.String(),
        reason: Type.String(),
        code: Type.Optional(Type.String({ description: 'As in problems.' })),
      }),
    ),
  }),
  DeadLetter: Type.Object({
    queue: oneOf(Object.values(queues)),
    id: Type.String({ description: 'Names it within its queue, for replaying.' }),
    kind: oneOf(['parked', 'dead-lettered']),
    reason: Type.String({ description: "As in problems, or Service Bus's own." }),
    detail: Type.Optional(Type.String()),
    enqueuedAt: Type.Optional(instant),
    ageSeconds: Type.Optional(Type.Number()),
    attempts: count,
    summary: Type.String(),
    connectorId: Type.Optional(Type.String()),
    workItemId: Type.Optional(Type.Integer()),
    ticketId: Type.Optional(Type.String()),
    ruleId: Type.Optional(Type.String()),
    eventId: Type.Optional(Type.String()),
    operationId: Type.Optional(Type.String()),
  }),
  Replayed: Type.Object({ replayed: count, notFound: Type.Array(Type.String()) }),
  DeliveryOutcome: Type.Object({ status: oneOf(['accepted', 'ignored']) }),
  Health: Type.Object({ status: oneOf(['ok', 'unavailable']), storage: Type.Boolean() }),
};

import { Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';
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
  DeliveryOutcome: Type.Object({ status: oneOf(['accepted', 'ignored']) }),
  Health: Type.Object({ status: oneOf(['ok', 'unavailable']), storage: Type.Boolean() }),
};

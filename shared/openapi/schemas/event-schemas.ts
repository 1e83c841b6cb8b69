import { Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';
import { count, instant } from './component';

/** What comes in, and how far its processing is. */
export const eventSchemas = {
  EventAccepted: Type.Object({
    eventId: Type.String(),
    findings: count,
    duplicate: Type.Boolean({ description: 'Known already; it is not processed twice.' }),
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

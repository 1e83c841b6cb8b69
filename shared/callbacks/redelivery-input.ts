import { Type } from '@sinclair/typebox';

/** What is to be sent now: what waits of one ticket, or of all. */
export const redeliveryInputSchema = Type.Object(
  { ticketId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  { additionalProperties: false },
);

import { type Static, Type } from '@sinclair/typebox';

/** Says that a ticket has something to tell Nucleus; what that is stands in the ticket's outbox. */
export const callbackMessageSchema = Type.Object({
  connectorId: Type.String({ minLength: 1 }),
  ticketId: Type.String({ minLength: 1 }),
  /** After how many failures this message was scheduled; absent on news. */
  retry: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Somebody asked: do not wait for the time of the next try. */
  now: Type.Optional(Type.Boolean()),
  attempt: Type.Optional(Type.Integer({ minimum: 1 })),
});

export type CallbackMessage = Static<typeof callbackMessageSchema>;

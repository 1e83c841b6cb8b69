import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import { type TicketShare, updateTicketMessageSchema } from '../../shared/tickets/ticket-messages';

/** Tells a ticket how the findings behind it stand; reopens it when one has returned. */
queueFunction<TicketShare>('update-tickets', {
  queue: queues.ticketUpdate,
  schema: updateTicketMessageSchema,
  handle: ({ message, services }) => services.ruleTicketUpdate.update(message),
});

import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { UpdateTicketMessage } from '../../shared/tickets/ticket-messages';

/** Tells a ticket how the findings behind it stand, and lets its work item follow. */
queueFunction<UpdateTicketMessage>('update-tickets', {
  queue: queues.ticketUpdate,
  schema: async () => (await import('../../shared/tickets/ticket-messages')).updateTicketMessageSchema,
  handle: ({ message, services }) => services.ruleTicketUpdate.update(message),
});

import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import { createTicketMessageSchema, type TicketShare } from '../../shared/tickets/ticket-messages';

/** Creates the work item and the ticket that a rule wants for a finding. */
queueFunction<TicketShare>('create-tickets', {
  queue: queues.ticketCreate,
  schema: createTicketMessageSchema,
  handle: ({ message, services }) => services.ruleTicketCreation.create(message),
});

import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { GroupWork } from '../../shared/tickets/ticket-messages';

/** Creates the work item and the ticket that a rule wants for a group of findings. */
queueFunction<GroupWork>('create-tickets', {
  queue: queues.ticketCreate,
  schema: async () => (await import('../../shared/tickets/ticket-messages')).createTicketMessageSchema,
  handle: ({ message, services }) => services.ruleTicketCreation.create(message),
});

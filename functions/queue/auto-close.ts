import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { AutoCloseMessage } from '../../shared/tickets/ticket-messages';

/** Closes the work items whose findings are all remediated. */
queueFunction<AutoCloseMessage>('auto-close', {
  queue: queues.autoClose,
  schema: async () => (await import('../../shared/tickets/ticket-messages')).autoCloseMessageSchema,
  handle: ({ message, services }) => services.autoClose.close(message),
});

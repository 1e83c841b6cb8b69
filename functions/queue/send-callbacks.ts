import type { CallbackMessage } from '../../shared/callbacks/callback-message';
import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';

/** Tells Nucleus what happened to a ticket. */
queueFunction<CallbackMessage>('send-callbacks', {
  queue: queues.nucleusCallbacks,
  schema: async () => (await import('../../shared/callbacks/callback-message')).callbackMessageSchema,
  handle: ({ message, services, log }) => services.callbacks.sender.send(message, log),
});

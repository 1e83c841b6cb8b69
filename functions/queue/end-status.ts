import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { StatusEndMessage } from '../../shared/nucleus/status-ends';

/** Makes a finding active again whose temporary status is over. */
queueFunction<StatusEndMessage>('end-status', {
  queue: queues.statusEnd,
  schema: async () => (await import('../../shared/nucleus/status-ends')).statusEndMessageSchema,
  handle: ({ message, services }) => services.statusEnds.end(message),
});

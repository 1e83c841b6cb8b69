import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import { type StatusEndMessage, statusEndMessageSchema } from '../../shared/nucleus/status-ends';

/** Makes a finding active again whose temporary status is over. */
queueFunction<StatusEndMessage>('end-status', {
  queue: queues.statusEnd,
  schema: statusEndMessageSchema,
  handle: ({ message, services }) => services.statusEnds.end(message),
});

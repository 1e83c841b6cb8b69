import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { BulkCloseMessage } from '../../shared/operations/bulk-close-message';

/** Closes the tickets of one part of a bulk closure. */
queueFunction<BulkCloseMessage>('bulk-close', {
  queue: queues.bulkClose,
  schema: async () => (await import('../../shared/operations/bulk-close-message')).bulkCloseMessageSchema,
  handle: ({ message, services, log }) => services.closeChunk.run(message, log),
});

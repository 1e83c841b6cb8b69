import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { ScanIngestMessage } from '../../shared/nucleus/scan-ingest-message';

/** Stores the findings of a part of an event, and asks for the ticket work that follows. */
queueFunction<ScanIngestMessage>('ingest-scan', {
  queue: queues.scanIngest,
  schema: async () => (await import('../../shared/nucleus/scan-ingest-message')).scanIngestMessageSchema,
  handle: async ({ message, services, log }) => {
    const { matched, work } = await services.scanIngest.ingest(message);
    log.info('part of an event ingested', { eventId: message.eventId, chunk: message.chunk, matched, work });
  },
});

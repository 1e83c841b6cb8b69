import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { WorkItemEventMessage } from '../../shared/sync/work-item-event-message';
import { recordMetric } from '../../shared/telemetry/metric';
import { syncLag } from '../../shared/telemetry/sync-lag';

/** Brings what happened to a work item into its ticket, and says how long that took from the delivery on. */
queueFunction<WorkItemEventMessage>('sync-work-item', {
  queue: queues.workItemEvents,
  schema: async () => (await import('../../shared/sync/work-item-event-message')).workItemEventMessageSchema,
  handle: async ({ message, services, log }) => {
    await services.workItemSync.sync(message, log);
    const { connectorId, workItemId, receivedAt } = message;
    recordMetric(log.with({ connectorId, workItemId }), syncLag(receivedAt, Date.now()));
  },
});

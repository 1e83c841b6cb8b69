import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import {
  type WorkItemEventMessage,
  workItemEventMessageSchema,
} from '../../shared/sync/work-item-event-message';

/** Brings what happened to a work item into its ticket. */
queueFunction<WorkItemEventMessage>('sync-work-item', {
  queue: queues.workItemEvents,
  schema: workItemEventMessageSchema,
  handle: ({ message, services, log }) => services.workItemSync.sync(message, log),
});

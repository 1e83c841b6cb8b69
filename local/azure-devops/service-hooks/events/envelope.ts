import type { Revision, WorkItemChange } from '../../work-item-change';
import { messageToSend, resourceToSend } from './detail-level';
import { eventDate } from './event-date';
import { containers, type EventPlace } from './event-place';
import { type EventType, eventTypeOf } from './event-type';
import { detailedMessage, message } from './messages';
import type { ResourceVersion } from './resource-version';
import { updateResource } from './update-resource';
import { workItemResource } from './work-item-resource';

/** What a notification tells, whenever it is told. */
export interface EventOccasion {
  subscriptionId: string;
  /** Counts per subscription. */
  notificationId: number;
  eventId: string;
  createdAt: Date;
}

/** What the subscription asked for. */
export interface EventWishes {
  resourceVersion: ResourceVersion;
  consumerInputs: Record<string, string>;
}

export interface Envelope {
  subscriptionId: string;
  notificationId: number;
  id: string;
  eventType: EventType;
  publisherId: string;
  message: object | null;
  detailedMessage: object | null;
  resource: object | null;
  resourceVersion: string;
  resourceContainers: object;
  createdDate: string;
}

/**
 * The body that is posted (facts: azure-devops.md section 6.1).
 * @param revision the work item as it is while the event is delivered
 */
export function envelope(
  change: WorkItemChange,
  revision: Revision,
  occasion: EventOccasion,
  wishes: EventWishes,
  place: EventPlace,
): Envelope {
  const { resourceVersion, consumerInputs } = wishes;
  const resource =
    change.kind === 'updated'
      ? updateResource(change, revision, resourceVersion, place)
      : workItemResource(change, revision, resourceVersion, place);
  return {
    subscriptionId: occasion.subscriptionId,
    notificationId: occasion.notificationId,
    id: occasion.eventId,
    eventType: eventTypeOf(change.kind),
    publisherId: 'tfs',
    message: messageToSend(message(change, revision, place), consumerInputs.messagesToSend),
    detailedMessage: messageToSend(
      detailedMessage(change, revision, place),
      consumerInputs.detailedMessagesToSend,
    ),
    resource: resourceToSend(resource, consumerInputs.resourceDetailsToSend),
    resourceVersion,
    resourceContainers: containers(place),
    createdDate: eventDate(occasion.createdAt, occasion.notificationId * 7_919),
  };
}

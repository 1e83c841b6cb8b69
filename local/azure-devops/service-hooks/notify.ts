import { randomUUID } from 'node:crypto';
import type { WorkItemChange } from '../work-item-change';
import type { DeliveryCounts } from './delivery/delivery-counts';
import type { DeliveryQueue } from './delivery/delivery-queue';
import type { NotificationHistory } from './delivery/notification-history';
import { eventTypeOf } from './events/event-type';
import type { ServiceHooksDeps } from './service-hooks-deps';
import { matchesEvent } from './subscriptions/matches-event';
import { isDisabled, projectIdOf, type Subscription, takesEvents } from './subscriptions/subscription';
import type { SubscriptionStore } from './subscriptions/subscription-store';

export interface NotifyDeps extends Pick<ServiceHooksDeps, 'mayManage' | 'now'> {
  store: SubscriptionStore;
  history: NotificationHistory;
  queue: DeliveryQueue;
  counts: DeliveryCounts;
}

function queueNotification(deps: NotifyDeps, to: Subscription, change: WorkItemChange): void {
  const createdDate = deps.now();
  const notification = deps.history.add(to.id, (id) => ({
    id,
    subscriptionId: to.id,
    eventId: randomUUID(),
    subscriberId: to.createdBy.id,
    eventType: to.eventType,
    status: 'queued',
    result: 'pending',
    createdDate,
    modifiedDate: createdDate,
    publisherInputs: to.publisherInputs,
    consumerInputs: to.consumerInputs,
    requestAttempts: 0,
  }));
  const fate = deps.queue.add({
    subscription: to,
    notification,
    change,
    retries: { transient: 0, probation: 0 },
    isCopy: false,
  });
  if (fate !== 'queued') deps.counts[fate] += 1;
}

/** Whose owner has lost the right to it gets no more events (facts: azure-devops.md section 7.5). */
function checkOwner(deps: NotifyDeps, subscription: Subscription): void {
  const { organization, createdBy } = subscription;
  if (isDisabled(subscription) || deps.mayManage(organization, createdBy, projectIdOf(subscription))) return;
  subscription.status = 'disabledByInactiveIdentity';
}

/** Queues a notification for every subscription that a change concerns and that takes events just now. */
export function notify(deps: NotifyDeps, change: WorkItemChange): void {
  const eventType = eventTypeOf(change.kind);
  for (const subscription of deps.store.of(change.organization)) {
    if (subscription.eventType !== eventType) continue;
    if (!matchesEvent(subscription.publisherInputs, change)) continue;
    checkOwner(deps, subscription);
    if (takesEvents(subscription)) queueNotification(deps, subscription, change);
    else if (subscription.status === 'onProbation') deps.counts.lost += 1;
  }
}

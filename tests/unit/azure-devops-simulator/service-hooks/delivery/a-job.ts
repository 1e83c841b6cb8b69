import type { DeliveryJob } from '../../../../../local/azure-devops/service-hooks/delivery/delivery-job';
import type { Notification } from '../../../../../local/azure-devops/service-hooks/delivery/notification';
import type { Subscription } from '../../../../../local/azure-devops/service-hooks/subscriptions/subscription';
import { aChange } from '../../../../support/builders/a-work-item-change';
import { aSubscription } from '../subscriptions/a-subscription';

export const aNotification = (change: Partial<Notification> = {}): Notification => ({
  id: 1,
  subscriptionId: aSubscription().id,
  eventId: '5a0c2c1e-0006-6000-a000-000000000006',
  subscriberId: aSubscription().createdBy.id,
  eventType: 'workitem.updated',
  status: 'queued',
  result: 'pending',
  createdDate: new Date('2026-03-01T10:00:01Z'),
  modifiedDate: new Date('2026-03-01T10:00:01Z'),
  publisherInputs: {},
  consumerInputs: {},
  requestAttempts: 0,
  ...change,
});

export const aJob = (subscription: Subscription = aSubscription(), id = 1): DeliveryJob => ({
  subscription,
  notification: aNotification({ id }),
  change: aChange(),
  retries: { transient: 0, probation: 0 },
  isCopy: false,
});

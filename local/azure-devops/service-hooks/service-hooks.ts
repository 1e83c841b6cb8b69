import type { ApiRoute } from '../http/route';
import type { OrganizationRef, Revision, WorkItemChange } from '../work-item-change';
import { type ControlRoute, hookControl } from './control';
import { noCounts } from './delivery/delivery-counts';
import { DeliveryQueue } from './delivery/delivery-queue';
import { Deliverer } from './delivery/deliverer';
import { NotificationHistory } from './delivery/notification-history';
import { EventPoster } from './delivery/post-event';
import { envelope, type EventOccasion, type EventWishes } from './events/envelope';
import type { EventPlace } from './events/event-place';
import { LastChanges } from './last-changes';
import { notify, type NotifyDeps } from './notify';
import { catalogueRoutes } from './routes/catalogue-routes';
import { diagnosticsRoutes } from './routes/diagnostics-routes';
import { notificationRoutes } from './routes/notification-routes';
import { subscriptionRoutes } from './routes/subscription-routes';
import { testNotificationRoute } from './routes/test-notification-route';
import type { ServiceHooksDeps } from './service-hooks-deps';
import type { Subscription, SubscriptionContent } from './subscriptions/subscription';
import { SubscriptionStore } from './subscriptions/subscription-store';

/** The service hooks of the simulator: subscriptions, and deliveries to them. */
export interface ServiceHooks {
  /** Operations under `{organization}/_apis/hooks`. */
  routes: ApiRoute<OrganizationRef>[];
  /** Operations under `/_simulator/hooks`. */
  control: ControlRoute[];
  /** Tells the subscribers of a change, a little later. */
  publish(change: WorkItemChange): void;
  /** Ends all deliveries. */
  stop(): Promise<void>;
}

/** Receivers get 20 seconds, less in compressed time; but always enough for a busy machine. */
const timeoutMs = (timeScale: number) => Math.max(1_000, 20_000 / timeScale);

export function createServiceHooks(deps: ServiceHooksDeps): ServiceHooks {
  const now = () => deps.now();
  const store = new SubscriptionStore();
  const history = new NotificationHistory();
  const counts = noCounts();
  const poster = new EventPoster();
  const lastChanges = new LastChanges();

  const placeOf = ({ organization, project }: WorkItemChange): EventPlace => ({
    organization,
    project,
    baseUrl: deps.primaryUrl(organization).replace(/\/$/, ''),
  });

  /** Deleted work items cannot be read any more: their last revision is all there is. */
  const revisionNow = ({ kind, organization, revision }: WorkItemChange): Revision =>
    kind === 'deleted' ? revision : (deps.currentRevision(organization.id, revision.id) ?? revision);

  const render = (change: WorkItemChange, occasion: EventOccasion, wishes: EventWishes) =>
    envelope(change, revisionNow(change), occasion, wishes, placeOf(change));

  const timeout = () => timeoutMs(queue.knobs.timeScale);
  const exists = (subscription: Subscription) => store.has(subscription);
  const deliverer: Deliverer = new Deliverer({ poster, counts, now, exists, render, timeoutMs: timeout });
  const queue: DeliveryQueue = new DeliveryQueue(deliverer.attempt);
  const lastChange = (organization: OrganizationRef, content: SubscriptionContent) =>
    lastChanges.find(organization, content);

  const told: NotifyDeps = {
    store,
    history,
    queue,
    counts,
    now,
    mayManage: (...question) => deps.mayManage(...question),
  };

  return {
    routes: [
      ...subscriptionRoutes(deps, store, history),
      ...notificationRoutes(deps, store, history),
      ...diagnosticsRoutes(deps, store),
      testNotificationRoute(deps, { store, poster, lastChange, render, timeoutMs: timeout }),
      ...catalogueRoutes,
    ],
    control: hookControl(queue, counts, store),
    publish: (change) => {
      lastChanges.add(change);
      notify(told, change);
    },
    stop: async () => {
      queue.stop();
      await poster.close();
    },
  };
}

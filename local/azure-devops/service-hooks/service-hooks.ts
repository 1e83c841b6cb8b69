import type { ApiRoute } from '../http/route';
import type { OrganizationRef, WorkItemChange } from '../work-item-change';
import { type ControlRoute, hookControl } from './control';
import { noCounts } from './delivery/delivery-counts';
import type { DeliveryJob } from './delivery/delivery-job';
import { DeliveryQueue } from './delivery/delivery-queue';
import { Deliverer } from './delivery/deliverer';
import { NotificationHistory } from './delivery/notification-history';
import { EventPoster } from './delivery/post-event';
import { envelope } from './events/envelope';
import type { EventPlace } from './events/event-place';
import { notify } from './notify';
import { subscriptionRoutes } from './routes/subscription-routes';
import type { ServiceHooksDeps } from './service-hooks-deps';
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

  const placeOf = ({ organization, project }: WorkItemChange): EventPlace => ({
    organization,
    project,
    baseUrl: deps.primaryUrl(organization).replace(/\/$/, ''),
  });

  function render({ subscription, notification, change }: DeliveryJob) {
    const { id, subscriptionId, eventId, createdDate } = notification;
    // Deleted work items cannot be read any more: their last revision is all there is.
    const revision =
      change.kind === 'deleted'
        ? change.revision
        : (deps.currentRevision(change.organization.id, change.revision.id) ?? change.revision);
    const occasion = { subscriptionId, notificationId: id, eventId, createdAt: createdDate };
    return envelope(change, revision, occasion, subscription, placeOf(change));
  }

  const deliverer: Deliverer = new Deliverer({
    poster,
    counts,
    now,
    render,
    exists: (subscription) => store.has(subscription),
    timeoutMs: () => timeoutMs(queue.knobs.timeScale),
  });
  const queue: DeliveryQueue = new DeliveryQueue(deliverer.attempt);

  return {
    routes: subscriptionRoutes(deps, store, history),
    control: hookControl(queue, counts, store),
    publish: (change) => notify({ store, history, queue, counts, now }, change),
    stop: async () => {
      queue.stop();
      await poster.close();
    },
  };
}

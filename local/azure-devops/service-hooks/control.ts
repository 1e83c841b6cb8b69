import type { ApiAnswer } from '../http/route';
import type { DeliveryCounts } from './delivery/delivery-counts';
import { noCounts } from './delivery/delivery-counts';
import type { DeliveryQueue } from './delivery/delivery-queue';
import { defaultKnobs, turnKnobs } from './delivery/hook-knobs';
import { isObject } from './is-object';
import type { SubscriptionStore } from './subscriptions/subscription-store';

/** An operation of the simulator's own control API; paths are absolute. Errors are thrown as ApiError. */
export interface ControlRoute {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  path: string;
  handle(body: unknown): ApiAnswer | Promise<ApiAnswer>;
}

/** How long a drain waits unless told otherwise. */
const drainTimeoutMs = 30_000;

const path = '/_simulator/hooks';

/** Turns the knobs of deliveries and tells how they stand. */
export function hookControl(
  queue: DeliveryQueue,
  counts: DeliveryCounts,
  store: SubscriptionStore,
): ControlRoute[] {
  const report = () => ({ knobs: queue.knobs, subscriptions: store.size, ...queue.counts(), ...counts });
  return [
    { method: 'GET', path, handle: () => ({ status: 200, body: report() }) },
    {
      method: 'PUT',
      path,
      handle: (body) => {
        queue.turn(turnKnobs(queue.knobs, body));
        return { status: 200, body: report() };
      },
    },
    {
      // Back to the beginning, except for subscriptions and what is queued.
      method: 'DELETE',
      path,
      handle: () => {
        queue.turn(defaultKnobs);
        Object.assign(counts, noCounts());
        return { status: 200, body: report() };
      },
    },
    {
      method: 'POST',
      path: `${path}/drain`,
      handle: async (body) => {
        const asked = isObject(body) ? body.timeoutMs : undefined;
        const drained = await queue.drain(typeof asked === 'number' ? asked : drainTimeoutMs);
        return { status: 200, body: { drained, ...report() } };
      },
    },
  ];
}

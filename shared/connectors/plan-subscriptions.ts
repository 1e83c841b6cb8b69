import { workItemEventTypes } from '../sync/work-item-event';

/** A service-hook subscription as it is in ADO, as far as a plan needs it. */
export interface ExistingSubscription {
  id: string;
  eventType: string;
  /** Lower case; undefined for the whole organization. */
  projectId: string | undefined;
  url: string;
  status: string;
}

/** A subscription that there should be: one per project and event type. */
export interface WantedSubscription {
  eventType: string;
  projectId: string;
}

export interface SubscriptionPlan {
  keep: ExistingSubscription[];
  create: WantedSubscription[];
  /** Our own only: duplicates, projects that are gone, and broken ones that `create` replaces. */
  delete: ExistingSubscription[];
}

/** Delivers, or will again after one success (facts: azure-devops.md section 7.5). An old server leaves the status out. */
const works = ({ status }: ExistingSubscription) =>
  status === '' || status === 'enabled' || status === 'onProbation';

/** Somebody switched it off on purpose: reported, not fought. */
const switchedOff = ({ status }: ExistingSubscription) => status === 'disabledByUser';

const keyOf = (eventType: string, projectId: string | undefined) =>
  `${eventType}|${projectId?.toLowerCase() ?? ''}`;

/**
 * Decides which subscriptions to keep, create and delete so that each event of each project is delivered once. Only
 * subscriptions that deliver to our own address are looked at; what the server adds to them plays no part.
 */
export function planSubscriptions(
  existing: readonly ExistingSubscription[],
  projectIds: readonly string[],
  url: string,
): SubscriptionPlan {
  const plan: SubscriptionPlan = { keep: [], create: [], delete: [] };
  const ours = new Map<string, ExistingSubscription[]>();
  for (const subscription of existing) {
    if (subscription.url.toLowerCase() !== url.toLowerCase()) continue;
    const key = keyOf(subscription.eventType, subscription.projectId);
    ours.set(key, [...(ours.get(key) ?? []), subscription]);
  }
  // A project named twice has its subscriptions once.
  for (const projectId of new Map(projectIds.map((id) => [id.toLowerCase(), id])).values()) {
    for (const eventType of workItemEventTypes) {
      const key = keyOf(eventType, projectId);
      const candidates = ours.get(key) ?? [];
      ours.delete(key);
      const kept =
        candidates.find((one) => one.status === 'enabled') ??
        candidates.find(works) ??
        candidates.find(switchedOff);
      if (kept) plan.keep.push(kept);
      else plan.create.push({ eventType, projectId });
      plan.delete.push(...candidates.filter((one) => one !== kept));
    }
  }
  plan.delete.push(...[...ours.values()].flat());
  return plan;
}

import { workItemEventTypes } from '../sync/work-item-event';

/** A service-hook subscription as it is in ADO, as far as a plan needs it. */
export interface ExistingSubscription {
  id: string;
  eventType: string;
  /** Lower case; undefined for the whole organization. */
  projectId: string | undefined;
  url: string;
  status: string;
  /** A filter was put on it, or details taken off: it tells less than it should. */
  narrowed?: boolean;
}

/** A subscription that there should be: one per project and event type. */
export interface WantedSubscription {
  eventType: string;
  projectId: string;
}

/** Why a subscription is to be created: there is none, or what there is does not deliver (the status it was found in). */
export interface MissingSubscription extends WantedSubscription {
  found: string;
}

export interface SubscriptionPlan {
  keep: ExistingSubscription[];
  create: MissingSubscription[];
  /** Our own only: duplicates, projects that are gone, and broken ones that `create` replaces. */
  delete: ExistingSubscription[];
}

/** Delivers all there is. An old server leaves the status out. */
const works = ({ status, narrowed }: ExistingSubscription) =>
  (status === '' || status === 'enabled') && narrowed !== true;

/** Somebody switched it off on purpose: reported, not fought. */
const switchedOff = ({ status }: ExistingSubscription) => status === 'disabledByUser';

/** Still wanted: it delivered until lately. */
const delivered = ({ status }: ExistingSubscription) =>
  status === 'onProbation' || status === 'enabled' || status === '';

const foundAs = (subscription: ExistingSubscription | undefined): string => {
  if (!subscription) return 'missing';
  return delivered(subscription) && subscription.narrowed === true ? 'narrowed' : subscription.status;
};

const keyOf = (eventType: string, projectId: string | undefined) =>
  `${eventType}|${projectId?.toLowerCase() ?? ''}`;

/** Which of several of one kind stays; undefined when a new one has to take their place. */
function chooseKept(candidates: readonly ExistingSubscription[]): ExistingSubscription | undefined {
  const working = candidates.find(works);
  if (working || candidates.some(delivered)) return working;
  return candidates.find(switchedOff);
}

/**
 * Decides which subscriptions to keep, create and delete so that each event of each project is delivered once. Only
 * subscriptions that deliver to our own address are looked at; what the server adds to them plays no part. One on
 * probation is replaced like one that the system disabled: it loses what happens for up to 15 hours at a time, and a new
 * one delivers at once (facts: azure-devops.md sections 7.4 and 7.5).
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
      const kept = chooseKept(candidates);
      if (kept) plan.keep.push(kept);
      else plan.create.push({ eventType, projectId, found: foundAs(candidates[0]) });
      plan.delete.push(...candidates.filter((one) => one !== kept));
    }
  }
  plan.delete.push(...[...ours.values()].flat());
  return plan;
}

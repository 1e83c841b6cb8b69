import type { SubscriptionPlan } from './plan-subscriptions';
import type { KnownSubscription, SubscriptionRecord, SubscriptionRepair } from './subscription-records';

const mostRepairs = 50;

/** The service repeats a delivery for some three minutes, and one on probation for hours (facts: section 7.4). */
const formerMs = 24 * 60 * 60_000;

const repairsOf = (plan: SubscriptionPlan, at: string): SubscriptionRepair[] => {
  const created = plan.create.map(({ eventType, projectId, found }): SubscriptionRepair => {
    return { at, eventType, projectId, found, done: found === 'missing' ? 'created' : 'replaced' };
  });
  const replaces = ({ eventType, projectId }: { eventType: string; projectId: string | undefined }) =>
    plan.create.some((one) => one.eventType === eventType && one.projectId === projectId);
  const deleted = plan.delete
    .filter((one) => !replaces(one))
    .map(({ eventType, projectId }): SubscriptionRepair => {
      return { at, eventType, projectId, found: 'surplus', done: 'deleted' };
    });
  return [...created, ...deleted];
};

/** Decides what is remembered of a plan that is being carried out, once what it creates is there. */
export function recordRepair(
  record: SubscriptionRecord,
  plan: SubscriptionPlan,
  created: readonly KnownSubscription[],
  now: Date,
): SubscriptionRecord {
  const checkedAt = now.toISOString();
  const kept = plan.keep.map(({ id, eventType, projectId, status }) => ({
    id,
    eventType,
    projectId,
    status,
  }));
  const former = [
    ...record.former.filter(({ goneAt }) => now.getTime() - Date.parse(goneAt) < formerMs),
    ...plan.delete.map(({ id }) => ({ id, goneAt: checkedAt })),
  ];
  return {
    subscriptions: [...kept, ...created],
    former,
    checkedAt,
    repairs: [...record.repairs, ...repairsOf(plan, checkedAt)].slice(-mostRepairs),
  };
}

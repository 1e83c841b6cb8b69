import type { OrganizationRef } from '../../work-item-change';
import { subscriptionNotFound } from './errors';
import type { Subscription } from './subscription';

/** The subscriptions of all organizations; in memory only. */
export class SubscriptionStore {
  private readonly byId = new Map<string, Subscription>();

  add(subscription: Subscription): void {
    this.byId.set(subscription.id, subscription);
  }

  has(subscription: Subscription): boolean {
    return this.byId.get(subscription.id) === subscription;
  }

  /** @throws ApiError 404 */
  get(organization: OrganizationRef, id: string): Subscription {
    const subscription = this.byId.get(id.toLowerCase());
    if (subscription?.organization.id !== organization.id) throw subscriptionNotFound(id);
    return subscription;
  }

  of(organization: OrganizationRef): Subscription[] {
    return [...this.byId.values()].filter((one) => one.organization.id === organization.id);
  }

  remove({ id }: Subscription): void {
    this.byId.delete(id);
  }

  get size(): number {
    return this.byId.size;
  }
}

import type { Notification } from './notification';

/** Notifications kept per subscription, newest last. */
const limit = 200;

/** The newest notifications of each subscription, and how many there were. */
export class NotificationHistory {
  private readonly bySubscription = new Map<string, { count: number; kept: Notification[] }>();

  /** Adds a notification under the next number of its subscription. */
  add(subscriptionId: string, create: (id: number) => Notification): Notification {
    const history = this.bySubscription.get(subscriptionId) ?? { count: 0, kept: [] };
    this.bySubscription.set(subscriptionId, history);
    const notification = create(++history.count);
    history.kept.push(notification);
    if (history.kept.length > limit) history.kept.shift();
    return notification;
  }

  /** Newest first. */
  of(subscriptionId: string): Notification[] {
    return [...(this.bySubscription.get(subscriptionId)?.kept ?? [])].reverse();
  }

  forget(subscriptionId: string): void {
    this.bySubscription.delete(subscriptionId);
  }
}

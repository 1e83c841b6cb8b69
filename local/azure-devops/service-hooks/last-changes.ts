import type { OrganizationRef, WorkItemChange } from '../work-item-change';
import { eventTypeOf } from './events/event-type';
import { matchesEvent } from './subscriptions/matches-event';
import type { SubscriptionContent } from './subscriptions/subscription';

/** Changes looked back at. */
const limit = 100;

/** The newest changes: what test notifications with real data are made of. */
export class LastChanges {
  private readonly changes: WorkItemChange[] = [];

  add(change: WorkItemChange): void {
    this.changes.push(change);
    if (this.changes.length > limit) this.changes.shift();
  }

  /** The newest one that such a subscription is told of. */
  find(organization: OrganizationRef, content: SubscriptionContent): WorkItemChange | undefined {
    return this.changes.findLast(
      (change) =>
        change.organization.id === organization.id &&
        eventTypeOf(change.kind) === content.eventType &&
        matchesEvent(content.publisherInputs, change),
    );
  }
}

import type { WorkItemChange } from '../../work-item-change';
import type { Envelope, EventOccasion, EventWishes } from '../events/envelope';
import { isDisabled, type Subscription } from '../subscriptions/subscription';
import { classifyAnswer } from './classify-answer';
import type { DeliveryCounts } from './delivery-counts';
import type { DeliveryJob, NextAttempt } from './delivery-job';
import { nextStep } from './next-step';
import type { Notification } from './notification';
import { deliveryHeaders, type EventPoster, type PostAnswer } from './post-event';

export interface DelivererDeps {
  poster: Pick<EventPoster, 'post'>;
  counts: DeliveryCounts;
  now(): Date;
  /** Renders the event as the work item is now. */
  render(change: WorkItemChange, occasion: EventOccasion, wishes: EventWishes): Envelope;
  /** Whether the subscription has not been deleted. */
  exists(subscription: Subscription): boolean;
  timeoutMs(): number;
}

/** Makes attempts, and keeps the subscription's health (facts: azure-devops.md section 7.4). */
export class Deliverer {
  constructor(private readonly deps: DelivererDeps) {}

  attempt = async (job: DeliveryJob): Promise<NextAttempt | undefined> => {
    const { subscription, notification, retries, isCopy } = job;
    if (this.isOff(subscription)) {
      this.giveUp(notification, 'The subscription is disabled.');
      return undefined;
    }
    // What was queued before is lost like what comes during probation; one notification alone tries the receiver.
    if (subscription.status === 'onProbation' && retries.probation === 0) {
      this.deps.counts.lost += 1;
      this.complete(notification, 'failed', 'The subscription is on probation.');
      return undefined;
    }
    if (retries.probation > 0) subscription.lastProbationRetryDate = this.deps.now();
    const answer = await this.post(job);
    if (isCopy) return undefined;
    notification.answer = answer;
    notification.modifiedDate = this.deps.now();
    return this.follow(job, answer);
  };

  private isOff(subscription: Subscription): boolean {
    return isDisabled(subscription) || !this.deps.exists(subscription);
  }

  private post(job: DeliveryJob): Promise<PostAnswer> {
    const { subscription, notification, isCopy } = job;
    const { id, consumerInputs } = subscription;
    this.deps.counts.attempts += 1;
    const occasion = {
      subscriptionId: id,
      notificationId: notification.id,
      eventId: notification.eventId,
      createdAt: notification.createdDate,
    };
    const event = this.deps.render(job.change, occasion, subscription);
    const headers = deliveryHeaders(id, consumerInputs);
    if (!isCopy) {
      notification.status = 'requestInProgress';
      notification.result = 'pending';
      notification.requestAttempts += 1;
      notification.dequeuedDate ??= this.deps.now();
      notification.request = { url: consumerInputs.url ?? '', headers, event };
    }
    return this.deps.poster.post(consumerInputs, headers, event, this.deps.timeoutMs());
  }

  private follow(job: DeliveryJob, answer: PostAnswer): NextAttempt | undefined {
    const { subscription, notification, retries } = job;
    const why = answer.error ?? `The receiver answered ${answer.status ?? 'nothing'}.`;
    const next = nextStep(classifyAnswer(answer.status), retries);
    if (next.step === 'complete') {
      this.succeed(subscription, notification);
      return undefined;
    }
    // Another notification, under way at the same time, was faster to fail: it is the one that is retried.
    const isTaken =
      next.step === 'probation' && subscription.status === 'onProbation' && retries.probation === 0;
    // It may have been switched off, or deleted, while the request was under way.
    const isOff = this.isOff(subscription);
    if (isTaken || next.step === 'disable' || isOff) {
      if (!isTaken && !isOff) subscription.status = 'disabledBySystem';
      this.giveUp(notification, why);
      return undefined;
    }
    if (next.step === 'probation') {
      // Shown as failed, so that the history tells the cause while it lasts (facts: section 7.5).
      this.complete(notification, 'failed', why);
      subscription.status = 'onProbation';
      subscription.probationRetries = retries.probation;
      retries.probation += 1;
    } else {
      notification.status = 'queued';
      notification.errorMessage = why;
      retries.transient += 1;
    }
    return next;
  }

  private succeed(subscription: Subscription, notification: Notification): void {
    this.deps.counts.delivered += 1;
    this.complete(notification, 'succeeded');
    if (subscription.status !== 'onProbation') return;
    subscription.status = 'enabled';
    subscription.probationRetries = 0;
    delete subscription.lastProbationRetryDate;
  }

  private giveUp(notification: Notification, why: string): void {
    this.deps.counts.failed += 1;
    this.complete(notification, 'failed', why);
  }

  private complete(notification: Notification, result: 'succeeded' | 'failed', why?: string): void {
    const now = this.deps.now();
    Object.assign(notification, { status: 'completed', result, completedDate: now, modifiedDate: now });
    if (why === undefined) delete notification.errorMessage;
    else notification.errorMessage = why;
  }
}

import type { WorkItemChange } from '../../work-item-change';
import type { Subscription } from '../subscriptions/subscription';
import type { Retries } from './next-step';
import type { Notification } from './notification';

/** A notification on its way. */
export interface DeliveryJob {
  subscription: Subscription;
  notification: Notification;
  change: WorkItemChange;
  retries: Retries;
  /** The same notification once more, as the knob `duplicate` asks: nothing follows from it. */
  isCopy: boolean;
}

/** When an attempt is to be made again, in simulated seconds. */
export interface NextAttempt {
  step: 'retry' | 'probation';
  afterSeconds: number;
}

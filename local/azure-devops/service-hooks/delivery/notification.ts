import type { Envelope } from '../events/envelope';
import type { EventType } from '../events/event-type';
import type { Inputs } from '../subscriptions/subscription';
import type { PostAnswer } from './post-event';

/** One event for one subscription, and what became of it (facts: azure-devops.md section 7.1). */
export interface Notification {
  /** Counts per subscription. */
  id: number;
  subscriptionId: string;
  eventId: string;
  subscriberId: string;
  eventType: EventType;
  status: 'queued' | 'processing' | 'requestInProgress' | 'completed';
  result: 'pending' | 'succeeded' | 'failed' | 'filtered';
  createdDate: Date;
  modifiedDate: Date;
  publisherInputs: Inputs;
  consumerInputs: Inputs;
  requestAttempts: number;
  dequeuedDate?: Date;
  completedDate?: Date;
  /** Of the last attempt. */
  request?: { url: string; headers: Record<string, string>; event: Envelope };
  answer?: PostAnswer;
  errorMessage?: string;
}

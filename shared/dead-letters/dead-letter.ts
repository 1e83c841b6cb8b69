import { type QueueName, queues } from '../messaging/queues';

/** What a message is about, as far as its body tells. */
export interface MessageSubject {
  /** A sentence for whoever has to decide what to do with it. */
  summary: string;
  connectorId?: string;
  workItemId?: number;
  ticketId?: string;
  ruleId?: string;
  eventId?: string;
  operationId?: string;
}

/** A message that could not be processed, as the API shows it. */
export interface DeadLetter extends MessageSubject {
  queue: QueueName;
  /** Names it within its queue, for replaying: Service Bus's sequence number, or a name of our own for a parked one. */
  id: string;
  /**
   * `parked`: put aside by the connector, because trying again would not have helped. `dead-lettered`: given up by Service
   * Bus after too many deliveries, or because it was too old.
   */
  kind: 'parked' | 'dead-lettered';
  /** Stable, as in problems, or Service Bus's own reason. */
  reason: string;
  detail?: string;
  enqueuedAt?: string;
  ageSeconds?: number;
  /** How often it was tried. */
  attempts: number;
}

export const queueNames: readonly QueueName[] = Object.values(queues);

export const isQueueName = (name: string): name is QueueName => queueNames.some((queue) => queue === name);

import type { QueueName } from './queues';

/** A message as it lies in a queue's dead letters. */
export interface DeadLetteredMessage {
  /** Decimal, within its queue; may be larger than a number holds. */
  sequenceNumber: string;
  messageId: string | undefined;
  correlationId: string | undefined;
  body: unknown;
  reason: string | undefined;
  description: string | undefined;
  enqueuedAt: Date | undefined;
  deliveryCount: number;
}

/** The dead letters of queues. */
export interface DeadLetterQueues {
  /** Looks without taking; the oldest first. @param from the first sequence number to look at */
  peek(queue: QueueName, limit: number, from?: string): Promise<DeadLetteredMessage[]>;
  /**
   * Takes those that are wanted and completes each once `resend` is done; the others stay as they were.
   * @returns how many were taken
   */
  take(
    queue: QueueName,
    isWanted: (message: DeadLetteredMessage) => boolean,
    resend: (message: DeadLetteredMessage) => Promise<void>,
    most: number,
  ): Promise<number>;
}

import type { QueueName } from './queues';

/** A message on its way into a queue. */
export interface OutgoingMessage<T = unknown> {
  /** Sent as JSON. */
  body: T;
  /** The same id within the queue's duplicate-detection window is taken once. */
  messageId?: string;
  /** Follows the work through logs. */
  correlationId?: string;
  /** Not before this time. */
  scheduledFor?: Date;
}

/** Puts messages into queues; when `send` returns, Service Bus has them. */
export interface QueueSender {
  send(queue: QueueName, messages: OutgoingMessage[]): Promise<void>;
}

import type { OutgoingMessage, QueueSender } from '../../shared/messaging/queue-sender';
import type { QueueName } from '../../shared/messaging/queues';
import { CrashPoint } from './crash';

/** Service Bus, Standard tier: a message may have 256 KiB, its headers included. */
const mostMessageBytes = 256 * 1024 - 4 * 1024;

export interface SentMessage extends OutgoingMessage {
  queue: QueueName;
}

/** Queues in memory with duplicate detection: a message id is taken once. */
export class MemorySender implements QueueSender {
  /** What the queues took, in order. */
  readonly taken: SentMessage[] = [];
  /** Messages offered, repetitions counted. */
  offered = 0;

  constructor(private readonly crash = new CrashPoint()) {}

  send(queue: QueueName, messages: OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return Promise.resolve();
    return this.crash.around(() => {
      for (const message of messages) {
        const bytes = Buffer.byteLength(JSON.stringify(message.body));
        if (bytes > mostMessageBytes) throw new Error(`A message of ${bytes} bytes is too large.`);
        this.offered++;
        const seen = this.taken.some(
          (one) =>
            one.queue === queue && message.messageId !== undefined && one.messageId === message.messageId,
        );
        if (!seen) this.taken.push({ queue, ...message });
      }
    });
  }

  /** Bodies that a queue holds. */
  bodies(queue: QueueName): unknown[] {
    return this.taken.filter((message) => message.queue === queue).map(({ body }) => body);
  }
}

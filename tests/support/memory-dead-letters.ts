import type { DeadLetteredMessage, DeadLetterQueues } from '../../shared/messaging/dead-letter-queues';
import type { QueueName } from '../../shared/messaging/queues';

/** Dead letters in memory. */
export class MemoryDeadLetters implements DeadLetterQueues {
  readonly messages = new Map<QueueName, DeadLetteredMessage[]>();

  add(queue: QueueName, ...messages: Partial<DeadLetteredMessage>[]): void {
    const of = this.messages.get(queue) ?? [];
    for (const message of messages) {
      of.push({
        sequenceNumber: String(of.length + 1),
        messageId: undefined,
        correlationId: undefined,
        body: {},
        reason: 'MaxDeliveryCountExceeded',
        description: undefined,
        enqueuedAt: new Date('2026-03-02T09:00:00Z'),
        deliveryCount: 10,
        ...message,
      });
    }
    this.messages.set(queue, of);
  }

  peek(queue: QueueName, limit: number, from = '0'): Promise<DeadLetteredMessage[]> {
    const of = this.messages.get(queue) ?? [];
    return Promise.resolve(
      of.filter(({ sequenceNumber }) => BigInt(sequenceNumber) >= BigInt(from)).slice(0, limit),
    );
  }

  async take(
    queue: QueueName,
    isWanted: (message: DeadLetteredMessage) => boolean,
    resend: (message: DeadLetteredMessage) => Promise<void>,
    most: number,
  ): Promise<number> {
    let taken = 0;
    for (const message of this.messages.get(queue) ?? []) {
      if (taken >= most || !isWanted(message)) continue;
      await resend(message);
      taken++;
      this.messages.set(queue, this.messages.get(queue)?.filter((one) => one !== message) ?? []);
    }
    return taken;
  }
}

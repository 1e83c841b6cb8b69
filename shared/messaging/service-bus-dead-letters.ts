import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { ProblemError, ServiceUnavailableError } from '../errors';
import type { AzureConnection } from '../config';
import { openServiceBus } from './open-service-bus';
import type { DeadLetteredMessage, DeadLetterQueues } from './dead-letter-queues';
import type { QueueName } from './queues';

/** Messages asked for at once. */
const atOnce = 50;

/** Nothing more is coming: dead letters lie still. */
const longestWaitMs = 2_000;

/** Looked through for those that are wanted; they are held meanwhile, so that each is seen once. */
const mostLookedAt = 2_000;

const peekedAtOnce = 200;

const isFrom = ({ sequenceNumber }: DeadLetteredMessage, from: string | undefined) =>
  from === undefined || BigInt(sequenceNumber) >= BigInt(from);

const toMessage = (message: ServiceBusReceivedMessage): DeadLetteredMessage => {
  const body: unknown = message.body;
  return {
    sequenceNumber: message.sequenceNumber?.toString() ?? '0',
    messageId: message.messageId?.toString(),
    correlationId: message.correlationId?.toString(),
    body,
    reason: message.deadLetterReason,
    description: message.deadLetterErrorDescription,
    enqueuedAt: message.enqueuedTimeUtc,
    deliveryCount: message.deliveryCount ?? 0,
  };
};

/**
 * The dead-letter sub-queues of Service Bus, through the official SDK. Each look has a connection of its own: a client
 * remembers how far it has peeked, and administrators look seldom.
 */
export class ServiceBusDeadLetters implements DeadLetterQueues {
  constructor(private readonly connection: () => AzureConnection) {}

  peek(queue: QueueName, limit: number, from?: string): Promise<DeadLetteredMessage[]> {
    return this.receiving(queue, async (receiver) => {
      const found: DeadLetteredMessage[] = [];
      // A client peeks on from where it was.
      for (;;) {
        const messages = (await receiver.peekMessages(peekedAtOnce)).map(toMessage);
        found.push(...messages.filter((message) => isFrom(message, from)));
        if (messages.length === 0 || found.length >= limit) return found.slice(0, limit);
      }
    });
  }

  take(
    queue: QueueName,
    isWanted: (message: DeadLetteredMessage) => boolean,
    resend: (message: DeadLetteredMessage) => Promise<void>,
    most: number,
  ): Promise<number> {
    return this.receiving(queue, async (receiver) => {
      const left: ServiceBusReceivedMessage[] = [];
      let taken = 0;
      try {
        while (taken < most && left.length < mostLookedAt) {
          const messages = await receiver.receiveMessages(atOnce, { maxWaitTimeInMs: longestWaitMs });
          if (messages.length === 0) break;
          for (const received of messages) {
            const message = toMessage(received);
            if (taken >= most || !isWanted(message)) {
              left.push(received);
              continue;
            }
            await resend(message);
            await receiver.completeMessage(received);
            taken++;
          }
        }
      } finally {
        for (const message of left) await receiver.abandonMessage(message);
      }
      return taken;
    });
  }

  private async receiving<T>(
    queue: QueueName,
    work: (receiver: ServiceBusReceiver) => Promise<T>,
  ): Promise<T> {
    const client = await openServiceBus(this.connection());
    const receiver = client.createReceiver(queue, {
      subQueueType: 'deadLetter',
      receiveMode: 'peekLock',
    });
    try {
      return await work(receiver);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw new ServiceUnavailableError(
        'queue-unavailable',
        'Service Bus does not show its dead letters. Try again later.',
        error,
      );
    } finally {
      await client.close().catch(() => undefined);
    }
  }
}

import type { ServiceBusClient, ServiceBusMessage, ServiceBusSender } from '@azure/service-bus';
import type { AzureConnection } from '../config';
import { ServiceUnavailableError } from '../errors';
import { currentTraceParent } from '../telemetry/invocation';
import { traceProperties } from '../telemetry/message-trace';
import { openServiceBus } from './open-service-bus';
import type { OutgoingMessage, QueueSender } from './queue-sender';
import type { QueueName } from './queues';

const toServiceBusMessage = (message: OutgoingMessage): ServiceBusMessage => ({
  body: message.body,
  contentType: 'application/json',
  messageId: message.messageId,
  correlationId: message.correlationId,
  scheduledEnqueueTimeUtc: message.scheduledFor,
  applicationProperties: traceProperties(currentTraceParent()),
});

/** Service Bus through the official SDK, loaded and connected by the first message. Many messages go in full batches. */
export class ServiceBusQueueSender implements QueueSender {
  private client: Promise<ServiceBusClient> | undefined;
  private readonly senders = new Map<QueueName, ServiceBusSender>();

  constructor(private readonly connection: () => AzureConnection) {}

  async send(queue: QueueName, messages: OutgoingMessage[]): Promise<void> {
    const [only] = messages;
    if (only === undefined) return;
    try {
      const sender = await this.senderFor(queue);
      if (messages.length === 1) await sender.sendMessages(toServiceBusMessage(only));
      else await sendInBatches(sender, messages.map(toServiceBusMessage));
    } catch (error) {
      throw new ServiceUnavailableError(
        'queue-unavailable',
        'Service Bus did not take the message. Send it again later.',
        error,
      );
    }
  }

  private async senderFor(queue: QueueName): Promise<ServiceBusSender> {
    const client = await (this.client ??= openServiceBus(this.connection()));
    let sender = this.senders.get(queue);
    if (!sender) {
      sender = client.createSender(queue);
      this.senders.set(queue, sender);
    }
    return sender;
  }
}

async function sendInBatches(sender: ServiceBusSender, messages: ServiceBusMessage[]): Promise<void> {
  let batch = await sender.createMessageBatch();
  for (const message of messages) {
    if (batch.tryAddMessage(message)) continue;
    if (batch.count > 0) await sender.sendMessages(batch);
    batch = await sender.createMessageBatch();
    if (!batch.tryAddMessage(message)) await sender.sendMessages(message);
  }
  if (batch.count > 0) await sender.sendMessages(batch);
}

import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { TypedData } from '../worker/functions-core';
import { toTypedData } from '../worker/typed-data';

/** A message without a time to live expires at the end of .NET's calendar. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The members of `triggerMetadata`, in the casing of the host; the library makes the first letter small. */
const members: Record<string, (message: ServiceBusReceivedMessage) => unknown> = {
  MessageId: (message) => message.messageId,
  CorrelationId: (message) => message.correlationId,
  ContentType: (message) => message.contentType,
  // AMQP counts failed deliveries, .NET's client all of them.
  DeliveryCount: (message) => (message.deliveryCount ?? 0) + 1,
  DeadLetterSource: (message) => message.deadLetterSource,
  EnqueuedTimeUtc: (message) => message.enqueuedTimeUtc,
  ExpiresAtUtc: ({ expiresAtUtc }) => expiresAtUtc && new Date(Math.min(Number(expiresAtUtc), lastMoment)),
  LockToken: (message) => message.lockToken,
  Label: (message) => message.subject,
  Subject: (message) => message.subject,
  PartitionKey: (message) => message.partitionKey,
  ReplyTo: (message) => message.replyTo,
  ReplyToSessionId: (message) => message.replyToSessionId,
  SequenceNumber: (message) => Number(message.sequenceNumber ?? 0),
  SessionId: (message) => message.sessionId,
  To: (message) => message.to,
  ApplicationProperties: (message) => message.applicationProperties ?? {},
  UserProperties: (message) => message.applicationProperties ?? {},
};

const entries = Object.entries(members);

/**
 * What the host tells about a message beside its body. What a message does not have is left out.
 * Source: azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.ServiceBus, ServiceBusTriggerBindingStrategy.cs.
 */
export function messageMetadata(message: ServiceBusReceivedMessage): Record<string, TypedData> {
  const present = entries
    .map(([name, read]) => [name, read(message)] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, toTypedData(value)]));
}

/** For a batch every member is a list, `MessageIdArray` and so on, in the order of the messages. */
export function batchMetadata(messages: readonly ServiceBusReceivedMessage[]): Record<string, TypedData> {
  return Object.fromEntries(
    entries.map(([name, read]) => [
      `${name}Array`,
      toTypedData(messages.map((message) => read(message) ?? null)),
    ]),
  );
}

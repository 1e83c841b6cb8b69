import { type Message, message as amqp, types } from 'rhea';
import type { NewMessage, QueuedMessage } from './message-queue';

/** rhea's two declarations of a message differ in whether `body` has to be there; on the wire it always is. */
export const decode = (content: Buffer): Message => ({ body: undefined, ...amqp.decode(content) });
export const encode = (message: Message): Buffer => amqp.encode(message);

/** Message format of a batch: each data section is an encoded message (as the Azure clients send them). */
export const batchFormat = 0x80013700;

const scheduledAnnotation = 'x-opt-scheduled-enqueue-time';

/** The sections of a message's body as bytes: one, or several in a batch. */
function dataSections(body: unknown): Buffer[] {
  const content: unknown = (body as { content?: unknown } | undefined)?.content ?? body;
  const sections: unknown[] = Array.isArray(content) ? content : [content];
  return sections.filter((section): section is Buffer => Buffer.isBuffer(section));
}

const timeOf = (value: unknown): number | undefined => {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : undefined;
};

function toNewMessage(message: Message, content: Buffer): NewMessage {
  const annotations = (message.message_annotations ?? {}) as Record<string, unknown>;
  const messageId: unknown = message.message_id;
  const ttl: unknown = message.ttl;
  return {
    content,
    messageId: messageId === undefined || messageId === null ? undefined : String(messageId as string | number),
    scheduledFor: timeOf(annotations[scheduledAnnotation]),
    timeToLive: typeof ttl === 'number' ? ttl : undefined,
  };
}

/** An encoded message as the queue keeps it. */
export const fromEncoded = (content: Buffer): NewMessage => toNewMessage(decode(content), content);

/** What a sender sent in one transfer: a message, or a batch of them. */
export function fromTransfer(message: Message, format: number): NewMessage[] {
  if (format === batchFormat) return dataSections(message.body).map(fromEncoded);
  return [toNewMessage(message, encode(message))];
}

/** A queued message as a receiver gets it: the broker's annotations and counts on what was sent. */
export function toDelivery(queued: QueuedMessage): Message {
  const message = decode(queued.content);
  const annotations: Record<string, unknown> = {
    ...(message.message_annotations as Record<string, unknown> | undefined),
    'x-opt-sequence-number': types.wrap_long(queued.sequenceNumber),
    'x-opt-enqueue-sequence-number': types.wrap_long(queued.sequenceNumber),
    'x-opt-enqueued-time': types.wrap_timestamp(queued.enqueuedAt),
    'x-opt-message-state': types.wrap_int(queued.state === 'scheduled' ? 2 : queued.state === 'deferred' ? 1 : 0),
  };
  if (queued.lockedUntil !== undefined) annotations['x-opt-locked-until'] = types.wrap_timestamp(queued.lockedUntil);
  message.message_annotations = annotations;
  message.delivery_count = queued.deliveryCount;
  const { reason, description } = queued.deadLetter ?? {};
  message.application_properties = {
    ...(message.application_properties as Record<string, unknown> | undefined),
    ...queued.properties,
    ...(reason === undefined ? {} : { DeadLetterReason: reason }),
    ...(description === undefined ? {} : { DeadLetterErrorDescription: description }),
  };
  return message;
}

/**
 * The bytes of a GUID in the other of its two orders: delivery tags are in .NET's, UUIDs on the management link in the
 * network's.
 */
export function reorderGuid(bytes: Buffer): Buffer {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((position) => bytes[position] ?? 0));
}

import { randomUUID } from 'node:crypto';
import rhea, { type Message } from 'rhea';
import type { NewMessage, QueuedMessage } from './queued-message';
import { largestMessage, MessageTooLargeError } from './size-limit';

const scheduledAnnotation = 'x-opt-scheduled-enqueue-time';

/** `x-opt-message-state` (Microsoft Learn, "Message browsing"). */
const messageStates = { active: 0, deferred: 1, scheduled: 2 };

/** rhea has two declarations of a message that differ in whether `body` has to be there. */
export const decode = (content: Buffer): Message => ({ body: undefined, ...rhea.message.decode(content) });
export const encode = (message: Message): Buffer => rhea.message.encode(message);

function asTime(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : undefined;
}

function asId(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return Buffer.isBuffer(value) ? value.toString('hex') : undefined;
}

/** A sender's message as a queue takes it. One without an id is given one, as Azure does. */
export function toNewMessage(sent: Message): NewMessage {
  const message: Message = sent.message_id === undefined ? { ...sent, message_id: newMessageId() } : sent;
  const content = encode(message);
  if (content.length > largestMessage) throw new MessageTooLargeError(content.length);
  return {
    content,
    messageId: asId(message.message_id) ?? '',
    scheduledFor: asTime(message.message_annotations?.[scheduledAnnotation]),
    timeToLive: message.ttl,
  };
}

const newMessageId = () => randomUUID().replaceAll('-', '');

/** A queued message as a receiver gets it: what was sent, with the broker's annotations and counts. */
export function toReceived(queued: QueuedMessage): Message {
  const { lock, deadLetter: { reason, description } = {} } = queued;
  const message = decode(queued.content);
  return {
    ...message,
    delivery_count: queued.deliveryCount,
    message_annotations: {
      ...message.message_annotations,
      'x-opt-sequence-number': rhea.types.wrap_long(queued.sequenceNumber),
      'x-opt-enqueue-sequence-number': rhea.types.wrap_long(queued.sequenceNumber),
      'x-opt-enqueued-time': rhea.types.wrap_timestamp(queued.enqueuedAt),
      'x-opt-message-state': rhea.types.wrap_int(messageStates[queued.state]),
      ...(lock && { 'x-opt-locked-until': rhea.types.wrap_timestamp(lock.until) }),
    },
    application_properties: {
      ...message.application_properties,
      ...queued.properties,
      ...(reason !== undefined && { DeadLetterReason: reason }),
      ...(description !== undefined && { DeadLetterErrorDescription: description }),
    },
  };
}

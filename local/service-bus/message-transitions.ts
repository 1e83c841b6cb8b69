import type { QueueSettings } from './queue-settings';
import type {
  DeadLetterReason,
  LockedMessage,
  MessageProperties,
  NewMessage,
  QueuedMessage,
} from './queued-message';

/** A message as it enters the queue. A scheduled one counts as enqueued when its time comes. */
export function enqueued(
  { content, messageId, scheduledFor = 0, timeToLive = Infinity }: NewMessage,
  sequenceNumber: number,
  settings: QueueSettings,
  now: number,
): QueuedMessage {
  const enqueuedAt = Math.max(now, scheduledFor);
  const expiresAt = enqueuedAt + Math.min(timeToLive, settings.timeToLive);
  const message = { sequenceNumber, content, messageId, enqueuedAt, expiresAt, deliveryCount: 0 };
  return scheduledFor > now
    ? { ...message, state: 'scheduled', scheduledFor }
    : { ...message, state: 'active' };
}

/** Its time has come. It gets a new number, at the end (Microsoft Learn, "Message sequencing and timestamps"). */
export function activated(message: QueuedMessage, sequenceNumber: number): QueuedMessage {
  return { ...message, sequenceNumber, state: 'active', scheduledFor: undefined };
}

/** The lock is gone; a deferred message is deferred again. */
export function unlocked(message: LockedMessage, properties?: MessageProperties): QueuedMessage {
  return { ...message, lock: undefined, properties: { ...message.properties, ...properties } };
}

/** Moved to the dead letters, where nothing expires. */
export function deadLettered(
  message: QueuedMessage,
  sequenceNumber: number,
  deadLetter: DeadLetterReason,
): QueuedMessage {
  return { ...message, sequenceNumber, state: 'active', expiresAt: Infinity, deadLetter };
}

/** When time by itself changes the message: its lock ends, it comes due or it expires. */
export function dueTime(message: QueuedMessage): number {
  if (message.lock) return message.lock.until;
  if (message.state === 'scheduled') return message.scheduledFor ?? 0;
  // Deferred messages do not expire by themselves (Microsoft Learn, "Message deferral").
  return message.state === 'active' ? message.expiresAt : Infinity;
}

/** What a sender hands in. */
export interface NewMessage {
  /** The encoded AMQP message. */
  content: Buffer;
  messageId: string;
  /** Milliseconds since 1970; for a scheduled message, in the future. */
  scheduledFor?: number | undefined;
  /** Milliseconds. */
  timeToLive?: number | undefined;
}

export interface DeadLetterReason {
  reason?: string | undefined;
  description?: string | undefined;
}

/** Application properties that a settlement sets on the message. */
export type MessageProperties = Record<string, unknown>;

/** A receiver's hold on a message. */
export interface MessageLock {
  /** Hex of the 16 bytes that the delivery is tagged with. */
  token: string;
  /** Milliseconds since 1970. */
  until: number;
}

/** A message in a queue; times in milliseconds since 1970. */
export interface QueuedMessage {
  sequenceNumber: number;
  content: Buffer;
  messageId: string;
  enqueuedAt: number;
  expiresAt: number;
  /** How often a receiver had it and did not settle it. */
  deliveryCount: number;
  state: 'active' | 'scheduled' | 'deferred';
  scheduledFor?: number | undefined;
  lock?: MessageLock | undefined;
  deadLetter?: DeadLetterReason | undefined;
  properties?: MessageProperties | undefined;
}

export interface LockedMessage extends QueuedMessage {
  lock: MessageLock;
}

export interface QueueCounts {
  /** Ready for a receiver. */
  active: number;
  locked: number;
  scheduled: number;
  deferred: number;
}

export const isLocked = (message: QueuedMessage): message is LockedMessage => message.lock !== undefined;

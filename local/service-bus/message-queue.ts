import { randomBytes } from 'node:crypto';
import type { QueueSettings } from './queue-settings';

/** Reasons that the broker itself gives for moving a message to the dead letters, as Azure words them. */
const maxDeliveryReason = 'MaxDeliveryCountExceeded';
const expiredReason = 'TTLExpiredException';

export interface DeadLetterReason {
  reason?: string;
  description?: string;
}

/** A message in a queue. `content` is the encoded AMQP message as it was sent. */
export interface QueuedMessage {
  sequenceNumber: number;
  content: Buffer;
  messageId: string | undefined;
  enqueuedAt: number;
  expiresAt: number;
  scheduledFor: number;
  deliveryCount: number;
  state: 'active' | 'locked' | 'scheduled' | 'deferred';
  /** Hex of the 16 bytes that a delivery is tagged with. */
  lockToken?: string;
  lockedUntil?: number;
  deadLetter?: DeadLetterReason;
  /** Properties that abandoning or deferring has set. */
  properties?: Record<string, unknown>;
}

export interface NewMessage {
  content: Buffer;
  messageId?: string | undefined;
  /** Milliseconds since 1970; in the future for a scheduled message. */
  scheduledFor?: number | undefined;
  timeToLive?: number | undefined;
}

/** What has to outlive the process, told as it happens. */
export interface QueueJournal {
  stored(queue: string, message: QueuedMessage): void;
  removed(queue: string, sequenceNumber: number): void;
}

/**
 * One queue: which message is next, who has it locked, and what becomes of it. No sockets and no timers in here; the
 * clock is handed in. Messages are offered in the order of their sequence numbers.
 */
export class MessageQueue {
  private readonly messages = new Map<number, QueuedMessage>();
  private readonly byLock = new Map<string, QueuedMessage>();
  /** Sequence numbers that may be active, lowest first; those that are not any more are skipped. */
  private ready: number[] = [];
  private readonly recentIds = new Map<string, number>();
  private lastSequenceNumber = 0;
  /** No lock ends and no schedule comes due before this: until then nobody has to look through all messages. */
  private nextDue = Infinity;

  constructor(
    readonly settings: QueueSettings,
    private readonly clock: () => number,
    private readonly journal: QueueJournal,
    /** undefined for a dead-letter queue itself, whose messages neither expire nor run out of deliveries. */
    private readonly deadLetters?: MessageQueue,
  ) {}

  /** Takes a message in. A duplicate within the window is dropped silently, as Azure does. */
  enqueue(message: NewMessage): number | undefined {
    const now = this.clock();
    if (this.isDuplicate(message.messageId, now)) return undefined;
    const scheduledFor = message.scheduledFor ?? 0;
    const enqueuedAt = Math.max(now, scheduledFor);
    const queued: QueuedMessage = {
      sequenceNumber: ++this.lastSequenceNumber,
      content: message.content,
      messageId: message.messageId,
      enqueuedAt,
      expiresAt: enqueuedAt + Math.min(message.timeToLive ?? Infinity, this.settings.timeToLive),
      scheduledFor,
      deliveryCount: 0,
      state: scheduledFor > now ? 'scheduled' : 'active',
    };
    this.put(queued);
    return queued.sequenceNumber;
  }

  /** Puts back what a journal remembers; locks do not outlive the broker. */
  restore(message: QueuedMessage): void {
    const { lockToken: _, lockedUntil: __, ...rest } = message;
    this.lastSequenceNumber = Math.max(this.lastSequenceNumber, message.sequenceNumber);
    const state = message.state === 'locked' ? 'active' : message.state;
    this.put({ ...rest, state });
    if (message.messageId !== undefined) this.recentIds.set(message.messageId, message.enqueuedAt);
  }

  /** Locks the next message for a receiver; undefined when there is none. */
  lockNext(): QueuedMessage | undefined {
    if (this.clock() >= this.nextDue) this.catchUp();
    const message = this.nextActive();
    if (!message) return undefined;
    this.ready.shift();
    return this.lock(message);
  }

  /** Takes the next message out for good (receive-and-delete). */
  takeNext(): QueuedMessage | undefined {
    if (this.clock() >= this.nextDue) this.catchUp();
    const message = this.nextActive();
    if (message) this.remove(message);
    return message;
  }

  /** Locks a deferred message by its number. */
  lockDeferred(sequenceNumber: number): QueuedMessage | undefined {
    const message = this.messages.get(sequenceNumber);
    return message?.state === 'deferred' ? this.lock(message) : undefined;
  }

  /** The settlements answer whether the lock was still held. */
  complete(lockToken: string): boolean {
    const message = this.held(lockToken);
    if (message) this.remove(message);
    return message !== undefined;
  }

  abandon(lockToken: string, properties?: Record<string, unknown>): boolean {
    const message = this.held(lockToken);
    if (message) this.giveBack(message, properties);
    return message !== undefined;
  }

  defer(lockToken: string, properties?: Record<string, unknown>): boolean {
    const message = this.held(lockToken);
    if (!message) return false;
    this.unlock(message);
    message.state = 'deferred';
    message.properties = { ...message.properties, ...properties };
    this.journal.stored(this.settings.name, message);
    return true;
  }

  deadLetter(lockToken: string, reason: DeadLetterReason, properties?: Record<string, unknown>): boolean {
    const message = this.held(lockToken);
    if (message) this.moveToDeadLetters(message, reason, properties);
    return message !== undefined;
  }

  /** When the lock now ends, undefined when it was lost. */
  renew(lockToken: string): number | undefined {
    const message = this.held(lockToken);
    if (!message) return undefined;
    message.lockedUntil = this.clock() + this.settings.lockDuration;
    return message.lockedUntil;
  }

  cancelScheduled(sequenceNumber: number): boolean {
    const message = this.messages.get(sequenceNumber);
    if (message?.state !== 'scheduled') return false;
    this.remove(message);
    return true;
  }

  /** Messages from a number on, without locking them. */
  peek(fromSequenceNumber: number, count: number): QueuedMessage[] {
    return [...this.messages.values()]
      .filter(({ sequenceNumber }) => sequenceNumber >= fromSequenceNumber)
      .sort((a, b) => a.sequenceNumber - b.sequenceNumber)
      .slice(0, count);
  }

  counts(): { active: number; scheduled: number; locked: number; deferred: number } {
    const counts = { active: 0, scheduled: 0, locked: 0, deferred: 0 };
    for (const { state } of this.messages.values()) counts[state]++;
    return counts;
  }

  /** When `catchUp` has something to do again. */
  get due(): number {
    return this.nextDue;
  }

  /** Lets time pass: locks end, scheduled messages come due, old ones expire. Answers when to look again. */
  catchUp(): number {
    const now = this.clock();
    let next = Infinity;
    for (const message of this.messages.values()) {
      if (message.state === 'locked' && (message.lockedUntil ?? 0) <= now) this.giveBack(message);
      else if (message.state === 'scheduled' && message.scheduledFor <= now) this.activate(message);
      if (message.state === 'active' && message.expiresAt <= now) this.expire(message);
      if (message.state === 'locked') next = Math.min(next, message.lockedUntil ?? Infinity);
      if (message.state === 'scheduled') next = Math.min(next, message.scheduledFor);
    }
    this.nextDue = next;
    return next;
  }

  private isDuplicate(messageId: string | undefined, now: number): boolean {
    const { duplicateWindow } = this.settings;
    if (duplicateWindow === 0 || messageId === undefined) return false;
    for (const [id, seenAt] of this.recentIds) {
      if (seenAt + duplicateWindow > now) break;
      this.recentIds.delete(id);
    }
    if (this.recentIds.has(messageId)) return true;
    this.recentIds.set(messageId, now);
    return false;
  }

  private put(message: QueuedMessage): void {
    this.messages.set(message.sequenceNumber, message);
    if (message.state === 'active') this.makeReady(message.sequenceNumber);
    if (message.state === 'scheduled') this.nextDue = Math.min(this.nextDue, message.scheduledFor);
    this.journal.stored(this.settings.name, message);
  }

  private makeReady(sequenceNumber: number): void {
    const last = this.ready.at(-1);
    this.ready.push(sequenceNumber);
    if (last !== undefined && last > sequenceNumber) this.ready.sort((a, b) => a - b);
  }

  private nextActive(): QueuedMessage | undefined {
    for (;;) {
      const [first] = this.ready;
      if (first === undefined) return undefined;
      const message = this.messages.get(first);
      if (message?.state === 'active') {
        if (message.expiresAt > this.clock()) return message;
        this.expire(message);
      }
      this.ready.shift();
    }
  }

  private lock(message: QueuedMessage): QueuedMessage {
    message.state = 'locked';
    message.lockToken = randomBytes(16).toString('hex');
    message.lockedUntil = this.clock() + this.settings.lockDuration;
    this.byLock.set(message.lockToken, message);
    this.nextDue = Math.min(this.nextDue, message.lockedUntil);
    return message;
  }

  private held(lockToken: string): QueuedMessage | undefined {
    const message = this.byLock.get(lockToken);
    if (!message) return undefined;
    if ((message.lockedUntil ?? 0) > this.clock()) return message;
    this.giveBack(message);
    return undefined;
  }

  private unlock(message: QueuedMessage): void {
    if (message.lockToken !== undefined) this.byLock.delete(message.lockToken);
    delete message.lockToken;
    delete message.lockedUntil;
  }

  private giveBack(message: QueuedMessage, properties?: Record<string, unknown>): void {
    this.unlock(message);
    message.deliveryCount++;
    message.properties = { ...message.properties, ...properties };
    if (this.deadLetters && message.deliveryCount >= this.settings.maxDeliveryCount) {
      const description = `Message could not be consumed after ${this.settings.maxDeliveryCount} delivery attempts.`;
      this.moveToDeadLetters(message, { reason: maxDeliveryReason, description });
    } else {
      this.activate(message);
    }
  }

  private activate(message: QueuedMessage): void {
    message.state = 'active';
    this.makeReady(message.sequenceNumber);
    this.journal.stored(this.settings.name, message);
  }

  private expire(message: QueuedMessage): void {
    if (!this.deadLetters) return;
    if (this.settings.deadLetterOnExpiration) {
      this.moveToDeadLetters(message, { reason: expiredReason, description: 'The message expired and was dead lettered.' });
    } else this.remove(message);
  }

  private moveToDeadLetters(message: QueuedMessage, reason: DeadLetterReason, properties?: Record<string, unknown>): void {
    this.remove(message);
    if (!this.deadLetters) return;
    const { lockToken: _, lockedUntil: __, ...rest } = message;
    this.deadLetters.takeDeadLetter({
      ...rest,
      state: 'active',
      deadLetter: reason,
      properties: { ...message.properties, ...properties },
    });
  }

  private takeDeadLetter(message: QueuedMessage): void {
    this.put({ ...message, sequenceNumber: ++this.lastSequenceNumber, expiresAt: Infinity });
  }

  private remove(message: QueuedMessage): void {
    this.unlock(message);
    this.messages.delete(message.sequenceNumber);
    this.journal.removed(this.settings.name, message.sequenceNumber);
  }
}

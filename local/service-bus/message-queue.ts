import { DuplicateHistory } from './duplicate-history';
import type { Journal } from './journal';
import { MessageStore } from './message-store';
import { activated, deadLettered, enqueued } from './message-transitions';
import type { QueueChange, QueueSnapshot } from './queue-changes';
import type { QueueSettings } from './queue-settings';
import {
  type DeadLetterReason,
  isLocked,
  type LockedMessage,
  type MessageProperties,
  type NewMessage,
  type QueueCounts,
  type QueuedMessage,
} from './queued-message';

/** Reasons that the broker itself gives for moving a message to the dead letters, as Azure words them. */
const maxDeliveryReason = 'MaxDeliveryCountExceeded';
const expiredReason = 'TTLExpiredException';

/**
 * One queue: which message is next, who has it locked, and what becomes of it. No sockets and no timers in here; the
 * clock is handed in, and whoever has one calls `catchUp` when something is `due`. Messages are offered in the order of
 * their sequence numbers.
 */
export class MessageQueue {
  private readonly store = new MessageStore();
  private readonly duplicates: DuplicateHistory;
  private lastSequenceNumber: number;

  /**
   * @param clock milliseconds since 1970
   * @param deadLetters undefined for a dead-letter queue itself, whose messages neither expire nor run out of deliveries
   * @param before what an earlier process left
   */
  constructor(
    readonly settings: QueueSettings,
    private readonly clock: () => number,
    private readonly journal: Journal,
    private readonly deadLetters?: MessageQueue,
    before?: QueueSnapshot,
  ) {
    this.lastSequenceNumber = before?.lastSequenceNumber ?? 0;
    this.duplicates = new DuplicateHistory(settings.duplicateWindow, before?.acceptedIds);
    for (const message of before?.messages.values() ?? []) this.store.put(message);
  }

  /** Takes messages in, all or none, and answers their sequence numbers. Duplicates are dropped without a word. */
  enqueue(messages: NewMessage[]): number[] {
    const now = this.clock();
    const changes: QueueChange[] = [];
    const taken: QueuedMessage[] = [];
    const numbers = messages.map((message) => {
      const sequenceNumber = ++this.lastSequenceNumber;
      if (this.duplicates.isDuplicate(message.messageId, now)) return sequenceNumber;
      const queued = enqueued(message, sequenceNumber, this.settings, now);
      if (this.duplicates.isKept) {
        changes.push({ kind: 'accepted', queue: this.settings.name, messageId: message.messageId, at: now });
      }
      changes.push(this.stored(queued));
      taken.push(queued);
      return sequenceNumber;
    });
    if (changes.length > 0) this.journal.write(changes);
    for (const message of taken) this.store.put(message);
    return numbers;
  }

  /** Locks the next message for a receiver; undefined when there is none. */
  lockNext(): LockedMessage | undefined {
    const message = this.nextReady();
    return message && this.store.lock(message, this.lockEnd());
  }

  /** Takes the next message out for good (receive-and-delete). */
  takeNext(): QueuedMessage | undefined {
    const message = this.nextReady();
    if (message) this.remove(message);
    return message;
  }

  /** Locks deferred messages by their numbers: all of them, or none if one is not there. */
  lockDeferred(sequenceNumbers: number[]): LockedMessage[] | undefined {
    return this.deferred(sequenceNumbers)?.map((message) => this.store.lock(message, this.lockEnd()));
  }

  takeDeferred(sequenceNumbers: number[]): QueuedMessage[] | undefined {
    const found = this.deferred(sequenceNumbers);
    found?.forEach((message) => this.remove(message));
    return found;
  }

  /** The settlements answer whether the lock was still held. */
  complete(lockToken: string): boolean {
    const message = this.held(lockToken);
    if (message) this.remove(message);
    return message !== undefined;
  }

  abandon(lockToken: string, properties?: MessageProperties): boolean {
    const message = this.held(lockToken);
    if (message) this.giveBack(message, properties);
    return message !== undefined;
  }

  defer(lockToken: string, properties?: MessageProperties): boolean {
    const message = this.held(lockToken);
    if (message) this.keep({ ...this.store.unlock(message, properties), state: 'deferred' });
    return message !== undefined;
  }

  /** A message that already is a dead letter stays one: there is nowhere further to go. */
  deadLetter(lockToken: string, reason: DeadLetterReason, properties?: MessageProperties): boolean {
    const message = this.held(lockToken);
    if (message && this.deadLetters)
      this.moveTo(this.deadLetters, this.store.unlock(message, properties), reason);
    else if (message) this.giveBack(message, properties);
    return message !== undefined;
  }

  /** When the lock now ends; undefined when it was lost. */
  renew(lockToken: string): number | undefined {
    const message = this.held(lockToken);
    if (!message) return undefined;
    const until = this.lockEnd();
    this.store.put({ ...message, lock: { ...message.lock, until } });
    return until;
  }

  /** Answers the numbers for which no message is scheduled; if there are any, nothing is cancelled. */
  cancelScheduled(sequenceNumbers: number[]): number[] {
    const found = this.inState('scheduled', sequenceNumbers);
    const missing = sequenceNumbers.filter(
      (number) => !found.some(({ sequenceNumber }) => sequenceNumber === number),
    );
    if (missing.length === 0) for (const message of found) this.remove(message);
    return missing;
  }

  /** Messages in whatever state, in their order from a number on, without locking them. */
  peek(fromSequenceNumber: number, count: number): QueuedMessage[] {
    return this.store
      .all()
      .filter(({ sequenceNumber }) => sequenceNumber >= fromSequenceNumber)
      .sort((one, other) => one.sequenceNumber - other.sequenceNumber)
      .slice(0, count);
  }

  counts(): QueueCounts {
    const counts = { active: 0, locked: 0, scheduled: 0, deferred: 0 };
    for (const { lock, state } of this.store.all()) counts[lock ? 'locked' : state]++;
    return counts;
  }

  /** Until then no lock ends, no schedule comes due and no message expires. */
  get due(): number {
    return this.store.due;
  }

  /** Lets time pass: locks end, scheduled messages come due, old ones expire. */
  catchUp(): void {
    for (const message of this.store.takeDue(this.clock())) {
      if (isLocked(message)) this.giveBack(message);
      else if (message.state === 'scheduled') this.activate(message);
      else this.expire(message);
    }
  }

  private nextReady(): QueuedMessage | undefined {
    if (this.clock() >= this.store.due) this.catchUp();
    return this.store.takeReady();
  }

  private lockEnd(): number {
    return this.clock() + this.settings.lockDuration;
  }

  private deferred(sequenceNumbers: number[]): QueuedMessage[] | undefined {
    const found = this.inState('deferred', sequenceNumbers);
    return found.length === sequenceNumbers.length ? found : undefined;
  }

  private inState(state: QueuedMessage['state'], sequenceNumbers: number[]): QueuedMessage[] {
    return sequenceNumbers.flatMap((number) => {
      const message = this.store.get(number);
      return message?.state === state && !message.lock ? [message] : [];
    });
  }

  private held(lockToken: string): LockedMessage | undefined {
    const message = this.store.getLocked(lockToken);
    if (!message || message.lock.until > this.clock()) return message;
    this.giveBack(message);
    return undefined;
  }

  private giveBack(message: LockedMessage, properties?: MessageProperties): void {
    const unlocked = this.store.unlock(message, properties);
    const returned = { ...unlocked, deliveryCount: unlocked.deliveryCount + 1 };
    const { maxDeliveryCount } = this.settings;
    if (!this.deadLetters || returned.deliveryCount < maxDeliveryCount) {
      this.keep(returned);
      return;
    }
    const description = `Message could not be consumed after ${maxDeliveryCount} delivery attempts.`;
    this.moveTo(this.deadLetters, returned, { reason: maxDeliveryReason, description });
  }

  private activate(message: QueuedMessage): void {
    const active = activated(message, ++this.lastSequenceNumber);
    this.journal.write([this.stored(active), this.removed(message.sequenceNumber)]);
    this.store.remove(message);
    this.store.put(active);
  }

  private expire(message: QueuedMessage): void {
    if (!this.deadLetters || !this.settings.deadLetterOnExpiration) {
      this.remove(message);
      return;
    }
    const description = 'The message expired and was dead lettered.';
    this.moveTo(this.deadLetters, message, { reason: expiredReason, description });
  }

  private moveTo(deadLetters: MessageQueue, message: QueuedMessage, reason: DeadLetterReason): void {
    const dead = deadLettered(message, ++deadLetters.lastSequenceNumber, reason);
    this.journal.write([deadLetters.stored(dead), this.removed(message.sequenceNumber)]);
    this.store.remove(message);
    deadLetters.store.put(dead);
  }

  private keep(message: QueuedMessage): void {
    this.journal.write([this.stored(message)]);
    this.store.put(message);
  }

  private remove(message: QueuedMessage): void {
    this.store.remove(message);
    this.journal.write([this.removed(message.sequenceNumber)]);
  }

  private stored(message: QueuedMessage): QueueChange {
    return { kind: 'stored', queue: this.settings.name, message };
  }

  private removed(sequenceNumber: number): QueueChange {
    return { kind: 'removed', queue: this.settings.name, sequenceNumber };
  }
}

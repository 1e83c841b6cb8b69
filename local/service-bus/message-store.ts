import { randomBytes } from 'node:crypto';
import { dueTime, unlocked } from './message-transitions';
import { isLocked, type LockedMessage, type MessageProperties, type QueuedMessage } from './queued-message';
import { ReadyList } from './ready-list';

/**
 * The messages of one queue in memory: by number, by lock, the ready ones in their order, and the time before which
 * none of them changes by itself. A message in here is never changed but replaced.
 */
export class MessageStore {
  private readonly messages = new Map<number, QueuedMessage>();
  private readonly byLock = new Map<string, LockedMessage>();
  private readonly ready = new ReadyList();
  private nextDue = Infinity;

  /** A lower bound: what made it may be gone since. */
  get due(): number {
    return this.nextDue;
  }

  get(sequenceNumber: number): QueuedMessage | undefined {
    return this.messages.get(sequenceNumber);
  }

  getLocked(lockToken: string): LockedMessage | undefined {
    return this.byLock.get(lockToken);
  }

  /** In no particular order. */
  all(): QueuedMessage[] {
    return [...this.messages.values()];
  }

  put(message: QueuedMessage): void {
    this.messages.set(message.sequenceNumber, message);
    if (isLocked(message)) this.byLock.set(message.lock.token, message);
    else if (message.state === 'active') this.ready.add(message.sequenceNumber);
    this.nextDue = Math.min(this.nextDue, dueTime(message));
  }

  remove(message: QueuedMessage): void {
    if (message.lock) this.byLock.delete(message.lock.token);
    this.messages.delete(message.sequenceNumber);
  }

  /** The ready message with the lowest number; it is not offered again until it is put back. */
  takeReady(): QueuedMessage | undefined {
    for (;;) {
      const number = this.ready.takeFirst();
      if (number === undefined) return undefined;
      // The number of a message that has expired meanwhile is still on the list.
      const message = this.messages.get(number);
      if (message) return message;
    }
  }

  lock(message: QueuedMessage, until: number): LockedMessage {
    const locked = { ...message, lock: { token: randomBytes(16).toString('hex'), until } };
    this.put(locked);
    return locked;
  }

  /** The message without its lock; it still has to be put back, changed or not, or removed. */
  unlock(message: LockedMessage, properties?: MessageProperties): QueuedMessage {
    this.byLock.delete(message.lock.token);
    return unlocked(message, properties);
  }

  /** Those whose time has come, in the order of their times. */
  takeDue(now: number): QueuedMessage[] {
    const all = this.all();
    this.nextDue = all
      .map(dueTime)
      .reduce((first, time) => (time > now && time < first ? time : first), Infinity);
    return all
      .filter((message) => dueTime(message) <= now)
      .sort((one, other) => dueTime(one) - dueTime(other));
  }
}

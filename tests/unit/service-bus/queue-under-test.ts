import type { Journal } from '../../../local/service-bus/journal';
import { MessageQueue } from '../../../local/service-bus/message-queue';
import { type QueueChange, replayChanges } from '../../../local/service-bus/queue-changes';
import type { QueueSettings } from '../../../local/service-bus/queue-settings';
import type { NewMessage } from '../../../local/service-bus/queued-message';

export const settings: QueueSettings = {
  name: 'work',
  lockDuration: 1_000,
  maxDeliveryCount: 3,
  timeToLive: 100_000,
  deadLetterOnExpiration: true,
  duplicateWindow: 0,
};

/** A queue and its dead letters on a clock that the test moves, with a journal that it can read back. */
export class QueueUnderTest {
  now = 1_000_000;
  readonly changes: QueueChange[] = [];
  readonly deadLetters: MessageQueue;
  readonly queue: MessageQueue;

  constructor(change: Partial<QueueSettings> = {}, before: QueueChange[] = []) {
    const snapshots = replayChanges(before);
    const clock = () => this.now;
    const journal: Journal = { write: (changes) => this.changes.push(...changes) };
    const deadLetterName = `${settings.name}/$deadletterqueue`;
    const deadSettings = { ...settings, ...change, name: deadLetterName, duplicateWindow: 0 };
    this.deadLetters = new MessageQueue(
      deadSettings,
      clock,
      journal,
      undefined,
      snapshots.get(deadLetterName),
    );
    const own = { ...settings, ...change };
    this.queue = new MessageQueue(own, clock, journal, this.deadLetters, snapshots.get(settings.name));
  }

  /** As the next process finds it. */
  restarted(change: Partial<QueueSettings> = {}): QueueUnderTest {
    const next = new QueueUnderTest(change, this.changes);
    next.now = this.now;
    return next;
  }

  send(...ids: string[]): number[] {
    return this.queue.enqueue(ids.map((id) => message(id)));
  }

  /** The lock token of the next message. */
  lock(): string {
    return this.queue.lockNext()?.lock.token ?? 'none';
  }

  /** Ids of the messages that are ready, in the order in which they are given out. */
  drain(): string[] {
    return drain(this.queue);
  }
}

export const message = (messageId: string, change: Partial<NewMessage> = {}): NewMessage => ({
  messageId,
  content: Buffer.from(messageId),
  ...change,
});

export function drain(queue: MessageQueue): string[] {
  const ids: string[] = [];
  for (let next = queue.takeNext(); next; next = queue.takeNext()) ids.push(next.messageId);
  return ids;
}

import type { QueuedMessage } from './queued-message';

/** What happened in a queue that has to outlive the process. Locks do not. */
export type QueueChange =
  | { kind: 'stored'; queue: string; message: QueuedMessage }
  | { kind: 'removed'; queue: string; sequenceNumber: number }
  /** An id for duplicate detection. */
  | { kind: 'accepted'; queue: string; messageId: string; at: number }
  /** The highest number given out: it is never given again, even when its message is gone. */
  | { kind: 'numbered'; queue: string; lastSequenceNumber: number };

/** A queue as its changes leave it. */
export interface QueueSnapshot {
  messages: Map<number, QueuedMessage>;
  acceptedIds: Map<string, number>;
  lastSequenceNumber: number;
}

/** Longest duplicate-detection window that Service Bus offers: older ids are of no use to any queue. */
const longestWindow = 7 * 24 * 3_600_000;

/** The queues by name, after all changes in their order. */
export function replayChanges(changes: Iterable<QueueChange>): Map<string, QueueSnapshot> {
  const queues = new Map<string, QueueSnapshot>();
  for (const change of changes) {
    const queue = queues.get(change.queue) ?? {
      messages: new Map(),
      acceptedIds: new Map(),
      lastSequenceNumber: 0,
    };
    queues.set(change.queue, queue);
    applyChange(queue, change);
  }
  return queues;
}

function applyChange(queue: QueueSnapshot, change: QueueChange): void {
  switch (change.kind) {
    case 'stored':
      queue.messages.set(change.message.sequenceNumber, change.message);
      queue.lastSequenceNumber = Math.max(queue.lastSequenceNumber, change.message.sequenceNumber);
      break;
    case 'removed':
      queue.messages.delete(change.sequenceNumber);
      break;
    case 'accepted':
      queue.acceptedIds.set(change.messageId, change.at);
      break;
    case 'numbered':
      queue.lastSequenceNumber = Math.max(queue.lastSequenceNumber, change.lastSequenceNumber);
  }
}

/** The fewest changes that lead to these queues. */
export function changesFor(queues: ReadonlyMap<string, QueueSnapshot>, now: number): QueueChange[] {
  return [...queues].flatMap(([queue, { messages, acceptedIds, lastSequenceNumber }]): QueueChange[] => [
    { kind: 'numbered', queue, lastSequenceNumber },
    ...[...acceptedIds]
      .filter(([, at]) => at > now - longestWindow)
      .map(([messageId, at]): QueueChange => ({ kind: 'accepted', queue, messageId, at })),
    ...[...messages.values()].map((message): QueueChange => ({ kind: 'stored', queue, message })),
  ]);
}

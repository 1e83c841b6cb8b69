import { appendFileSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { QueuedMessage, QueueJournal } from './message-queue';

type Line = { stored: Omit<QueuedMessage, 'content'> & { content: string }; queue: string } | { removed: number; queue: string };

const toLine = (queue: string, message: QueuedMessage): Line => ({
  queue,
  stored: { ...message, content: message.content.toString('base64') },
});

/** What the journal still holds, by queue, in the order of sequence numbers. */
function readBack(file: string): Map<string, Map<number, QueuedMessage>> {
  const queues = new Map<string, Map<number, QueuedMessage>>();
  for (const text of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      continue; // The last line of a killed process may be half a line; it was never acknowledged.
    }
    const messages = queues.get(line.queue) ?? new Map<number, QueuedMessage>();
    queues.set(line.queue, messages);
    if ('removed' in line) messages.delete(line.removed);
    else {
      const expiresAt = line.stored.expiresAt as number | null; // JSON has no Infinity
      const content = Buffer.from(line.stored.content, 'base64');
      messages.set(line.stored.sequenceNumber, { ...line.stored, content, expiresAt: expiresAt ?? Infinity });
    }
  }
  return queues;
}

/**
 * Keeps messages over a kill of the process, as Azure does: every change is a line appended before it is acknowledged.
 * The file is written anew at each start with only what is still there.
 */
export function openJournal(file: string | undefined): { journal: QueueJournal; messages: Map<string, QueuedMessage[]> } {
  if (file === undefined) {
    return { journal: { stored: () => undefined, removed: () => undefined }, messages: new Map() };
  }
  const kept = new Map<string, QueuedMessage[]>();
  for (const [queue, messages] of readBack(file)) kept.set(queue, [...messages.values()]);
  const lines = [...kept].flatMap(([queue, messages]) => messages.map((message) => toLine(queue, message)));
  writeFileSync(`${file}.new`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  renameSync(`${file}.new`, file);
  const descriptor = openSync(file, 'a');
  const append = (line: Line) => appendFileSync(descriptor, `${JSON.stringify(line)}\n`);
  return {
    journal: {
      stored: (queue, message) => append(toLine(queue, message)),
      removed: (queue, sequenceNumber) => append({ queue, removed: sequenceNumber }),
    },
    messages: kept,
  };
}

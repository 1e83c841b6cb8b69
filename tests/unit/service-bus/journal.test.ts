import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../../local/service-bus/journal';
import type { QueuedMessage } from '../../../local/service-bus/queued-message';

const stored = (sequenceNumber: number): QueuedMessage => ({
  sequenceNumber,
  content: Buffer.from([0, 255, sequenceNumber]),
  messageId: `m-${sequenceNumber}`,
  enqueuedAt: 1,
  expiresAt: Infinity,
  deliveryCount: 0,
  state: 'active',
  properties: { at: new Date(5) },
});

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'journal');
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (...numbers: number[]) => {
  const journal = openJournal(file);
  for (const number of numbers) journal.write([{ kind: 'stored', queue: 'work', message: stored(number) }]);
  return journal;
};

const reopened = () => {
  const journal = openJournal(file);
  journal.close();
  return journal.queues.get('work');
};

describe('the journal file', () => {
  it('gives back exactly what was written, with or without a close', () => {
    write(1, 2);
    expect([...(reopened()?.messages.values() ?? [])]).toEqual([stored(1), stored(2)]);
  });

  it('passes over the half line of a killed process, and is whole again afterwards', () => {
    write(1).close();
    appendFileSync(file, readFileSync(file, 'latin1').slice(0, 20));
    write(2).close();
    expect([...(reopened()?.messages.keys() ?? [])]).toEqual([1, 2]);
  });

  it('does not pass over a line that is damaged in the middle: that is no trace of a kill', () => {
    write(1).close();
    appendFileSync(file, 'damaged\n');
    expect(() => openJournal(file)).toThrow();
  });

  it('shrinks to what is left when it is opened', () => {
    const journal = write(...Array.from({ length: 100 }, (_, number) => number + 1));
    journal.write(
      Array.from({ length: 99 }, (_, number) => ({
        kind: 'removed',
        queue: 'work',
        sequenceNumber: number + 1,
      })),
    );
    journal.close();
    const before = statSync(file).size;
    expect(reopened()).toMatchObject({ lastSequenceNumber: 100, messages: new Map([[100, stored(100)]]) });
    expect(statSync(file).size).toBeLessThan(before / 20);
  });
});

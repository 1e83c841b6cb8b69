import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { changesFor, type QueueChange, type QueueSnapshot, replayChanges } from './queue-changes';

/** Where queues write what has to outlive the process. */
export interface Journal {
  /** All of them or none: a kill in between does not part them. */
  write(changes: QueueChange[]): void;
}

export interface OpenJournal extends Journal {
  /** What was there when it was opened. */
  queues: ReadonlyMap<string, QueueSnapshot>;
  close(): void;
}

/** A line per write; Node's own serialization keeps dates, bytes and infinity as they are. */
const toLine = (changes: QueueChange[]): string => `${serialize(changes).toString('base64')}\n`;

const readLine = (line: string) => deserialize(Buffer.from(line, 'base64')) as QueueChange[];

function readChanges(file: string): QueueChange[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'latin1').split('\n');
  // What follows the last newline is nothing, or the half line of a killed process: nobody was told that it is kept.
  return lines.slice(0, -1).flatMap(readLine);
}

/** For a broker that keeps its messages in memory only. */
export const noJournal: OpenJournal = { write: () => undefined, queues: new Map(), close: () => undefined };

/**
 * Keeps messages over a kill of the process, as Azure does: changes are appended to the file before anybody is told of
 * them. Each opening writes the file anew with only what is still there.
 */
export function openJournal(file: string): OpenJournal {
  const queues = replayChanges(readChanges(file));
  writeFileSync(`${file}.new`, toLine(changesFor(queues, Date.now())));
  renameSync(`${file}.new`, file);
  const descriptor = openSync(file, 'a');
  return {
    queues,
    write: (changes) => appendFileSync(descriptor, toLine(changes)),
    close: () => closeSync(descriptor),
  };
}

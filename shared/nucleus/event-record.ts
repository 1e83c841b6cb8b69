import type { TicketWork } from '../tickets/decide-ticket-work';

/** How much of a streamed event is in the queue. */
export interface SentWindow {
  lines: number;
  chunks: number;
  /** SHA-256 of all bytes up to there: a repetition has to be the same so far. */
  digest: string;
}

/** The header row of an event's partition. */
export interface EventRecord {
  id: string;
  type: string;
  /** SHA-256 of the body, "" while it is being streamed: the same id with other content is a mistake of the sender. */
  fingerprint: string;
  findings: number;
  /** Messages that the findings were split into. */
  chunks: number;
  /** Whether all messages are in the queue; until then a repeated delivery sends them again. */
  enqueued: boolean;
  /** Of an event that is being streamed. */
  sent?: SentWindow;
  receivedAt: string;
  rejected: EventFault[];
  rejectedCount: number;
}

/** Something in an event that could not be used. */
export interface EventFault {
  /** Position in `data.findings`, or the finding's number. */
  finding: string;
  reason: string;
}

/** What came of one message of an event; written once the message is done. */
export interface ChunkRecord {
  matched: number;
  /** Ids of ticket work that the message asked for (`workId`). */
  work: string[];
  rejected: EventFault[];
}

export type WorkOutcome = 'created' | 'updated' | 'closed' | 'unchanged' | 'failed';

/** What came of one piece of ticket work. */
export interface WorkRecord {
  outcome: WorkOutcome;
  ticketId?: string;
  /** Code and sentence of the last failure. */
  code?: string;
  detail?: string;
  /** The work will be tried again, or was given up for good (dead letter). */
  at: string;
}

/** One event asks for one piece of work per group and kind. */
export const workId = (kind: TicketWork, group: string) =>
  `${kind === 'create' ? 'create' : 'update'}|${group}`;

import type { GroupState } from './bulk-close-input';

/** The header row of an operation's partition. */
export interface OperationRecord {
  id: string;
  type: 'close-tickets';
  total: number;
  chunks: number;
  state?: string;
  states?: GroupState[];
  createdAt: string;
  /** Asked for by a person; what is not under way yet stays as it is. */
  cancelled?: boolean;
}

export type TicketResultStatus = 'succeeded' | 'failed' | 'cancelled';

/** What came of one ticket. */
export interface TicketResult {
  ticketId: string;
  status: TicketResultStatus;
  /** Of a failure: stable, as in problems. */
  code?: string;
  detail?: string;
}

/** A part of an operation, which one message is for: its tickets, and the results so far. */
export interface OperationChunk {
  ticketIds: string[];
  results: TicketResult[];
}

/** As many as one `$batch` takes. */
export const ticketsPerChunk = 200;

/** What `GET /operations/{operationId}` answers (design section 5.1). */
export interface OperationView {
  operationId: string;
  type: OperationRecord['type'];
  status: 'running' | 'completed' | 'cancelled';
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  createdAt: string;
  results: TicketResult[];
}

/** Sums an operation up from its parts; true at every moment, because results are all there is. */
export function summariseOperation(
  operation: OperationRecord,
  chunks: readonly OperationChunk[],
): OperationView {
  const results = chunks.flatMap((chunk) => chunk.results);
  const count = (status: TicketResultStatus) => results.filter((result) => result.status === status).length;
  const done = results.length >= operation.total;
  return {
    operationId: operation.id,
    type: operation.type,
    status: !done ? 'running' : operation.cancelled === true ? 'cancelled' : 'completed',
    total: operation.total,
    succeeded: count('succeeded'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    createdAt: operation.createdAt,
    results,
  };
}

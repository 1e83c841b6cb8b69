import type { ChunkRecord, EventFault, EventRecord, WorkRecord } from './event-record';

/** What `GET /nucleus/events/{eventId}` answers (design section 5.1). */
export interface EventProgress {
  eventId: string;
  type: string;
  status: 'accepted' | 'processing' | 'completed';
  receivedAt: string;
  findings: number;
  matched: number;
  ticketsCreated: number;
  ticketsUpdated: number;
  ticketsClosed: number;
  failed: number;
  errors: (EventFault & { code?: string })[];
}

/** Errors are for reading; the counts are complete. */
const mostErrors = 100;

/** Sums up what is stored of an event. Completed means: every message done, and every piece of ticket work ended. */
export function summariseEvent(
  event: EventRecord,
  chunks: readonly ChunkRecord[],
  work: ReadonlyMap<string, WorkRecord>,
): EventProgress {
  // A message done twice finds nothing left to ask for the second time: what ended before counts all the same.
  const asked = new Set([...chunks.flatMap((chunk) => chunk.work), ...work.keys()]);
  const ended = [...asked].flatMap((id) => {
    const record = work.get(id);
    return record ? [{ id, record }] : [];
  });
  const having = (outcome: WorkRecord['outcome']) => ended.filter(({ record }) => record.outcome === outcome);
  // A ticket of many findings is worked on for each of them, and counts once.
  const ticketsWith = (outcome: WorkRecord['outcome']) =>
    new Set(having(outcome).map(({ id, record }) => record.ticketId ?? id)).size;
  const rejected = [...event.rejected, ...chunks.flatMap((chunk) => chunk.rejected)];
  const failures = having('failed').map(({ id, record }) => ({
    finding: id.split('|').slice(1).join('|'),
    reason: record.detail ?? 'failed',
    ...(record.code === undefined ? {} : { code: record.code }),
  }));
  const allRead = event.enqueued && chunks.length >= event.chunks;
  return {
    eventId: event.id,
    type: event.type,
    status:
      allRead && ended.length === asked.size ? 'completed' : chunks.length > 0 ? 'processing' : 'accepted',
    receivedAt: event.receivedAt,
    findings: event.findings,
    matched: chunks.reduce((sum, chunk) => sum + chunk.matched, 0),
    ticketsCreated: ticketsWith('created'),
    ticketsUpdated: ticketsWith('updated'),
    ticketsClosed: ticketsWith('closed'),
    failed:
      event.rejectedCount + chunks.reduce((sum, chunk) => sum + chunk.rejected.length, 0) + failures.length,
    errors: [...rejected, ...failures].slice(0, mostErrors),
  };
}

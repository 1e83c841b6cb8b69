import { ProblemError } from '../errors';
import { type WorkOutcome, workId } from '../nucleus/event-record';
import type { EventStore } from '../nucleus/event-store';
import type { TicketWork } from './decide-ticket-work';
import { shareKey, type TicketShare } from './ticket-messages';

/** Tells the intake event that asked for ticket work what came of it. */
export class WorkReports {
  constructor(private readonly events: EventStore) {}

  async done(kind: TicketWork, share: TicketShare, outcome: WorkOutcome, ticketId?: string): Promise<void> {
    if (share.eventId === undefined) return;
    const id = workId(kind, shareKey(share));
    const record = { outcome, at: new Date().toISOString(), ...(ticketId === undefined ? {} : { ticketId }) };
    await this.events.workDone(share.eventId, id, record);
  }

  /** Until a later try succeeds. */
  async failed(kind: TicketWork, share: TicketShare, error: unknown): Promise<void> {
    if (share.eventId === undefined) return;
    const known = error instanceof ProblemError;
    await this.events.workDone(share.eventId, workId(kind, shareKey(share)), {
      outcome: 'failed',
      at: new Date().toISOString(),
      code: known ? error.details.code : 'internal-error',
      detail: known ? error.message : 'The work failed for a reason that the logs tell.',
    });
  }
}

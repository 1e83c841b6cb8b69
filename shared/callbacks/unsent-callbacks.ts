import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import { decideResend } from './decide-resend';
import type { CallbackQueue } from './callback-queue';
import type { EndpointStore } from './endpoint-store';
import type { Outbox } from './outbox';
import type { PendingEntry, PendingIndex } from './pending-index';

/** What is younger is on its way. */
const patienceMs = 2 * 60_000;

const ticketsAtOnce = 8;

/** What was found and done about messages that wait. */
export interface ResendReport {
  /** Tickets with messages that have been waiting. */
  waiting: number;
  /** Of these, whose sending was asked for again. */
  resent: number;
  /** Of these, that had nothing to send. */
  cleared: number;
}

/** Finds messages to Nucleus whose word in the queue was lost: a crash between commit and queue, or a queue's outage. */
export class UnsentCallbacks {
  constructor(
    private readonly outbox: Outbox,
    private readonly index: PendingIndex,
    private readonly endpoints: EndpointStore,
    private readonly queue: CallbackQueue,
  ) {}

  /** For reconciliation. Doing it twice is harmless. */
  async resend(connectorId: string): Promise<ResendReport> {
    const now = Date.now();
    const report: ResendReport = { waiting: 0, resent: 0, cleared: 0 };
    const byTicket = await this.byTicket(connectorId);
    if (byTicket.length === 0 || (await this.endpoints.isDisabled(connectorId))) return report;
    await inParallel(byTicket, ticketsAtOnce, async ([ticketId, entries]) => {
      const waitingMs = now - Math.min(...entries.map(({ since }) => Date.parse(since)));
      if (waitingMs < patienceMs) return;
      report.waiting++;
      const remedy = decideResend(await this.outbox.standing(ticketId), waitingMs);
      if (remedy === 'send') {
        report.resent++;
        await this.queue.put({ connectorId, ticketId }, `${ticketId}:unsent:${minuteOf(now)}`);
      } else if (remedy === 'forget') {
        report.cleared++;
        await this.index.remove(connectorId, entries);
      }
    });
    return report;
  }

  /** Sends what waits without waiting longer, of one ticket or of all. @returns how many tickets that are */
  async sendNow(connectorId: string, ticketId?: string): Promise<number> {
    const tickets = (await this.byTicket(connectorId)).filter(
      ([id]) => ticketId === undefined || id === ticketId,
    );
    await inParallel(tickets, ticketsAtOnce, ([id]) =>
      this.queue.put({ connectorId, ticketId: id, now: true }, `${id}:now:${Date.now()}`),
    );
    return tickets.length;
  }

  /** How many messages of a connector wait, and since when the oldest does. */
  async backlog(connectorId: string): Promise<{ pending: number; oldestSince?: string }> {
    const entries = await this.index.list(connectorId);
    const [oldestSince] = entries.map(({ since }) => since).sort();
    return { pending: entries.length, ...(oldestSince === undefined ? {} : { oldestSince }) };
  }

  private async byTicket(connectorId: string): Promise<[string, PendingEntry[]][]> {
    return [...groupBy(await this.index.list(connectorId), ({ ticketId }) => ticketId)];
  }
}

const minuteOf = (milliseconds: number) => Math.floor(milliseconds / 60_000);

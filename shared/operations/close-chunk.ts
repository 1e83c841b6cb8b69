import type { ConnectorAccess } from '../connectors/connector-access';
import { NotFoundError, ProblemError, UnprocessableError } from '../errors';
import { groupBy } from '../group-by';
import { inParallel } from '../in-parallel';
import type { Logger } from '../logger';
import { retryDelaySeconds } from '../messaging/retry-delay';
import { applyOwnWrite } from '../tickets/own-write';
import type { TicketRecord } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import { type MoveOutcome, WorkItemMover } from '../tickets/work-item-mover';
import type { BulkCloseMessage } from './bulk-close-message';
import type { OperationRecord, TicketResult } from './operation';
import type { OperationStore } from './operation-store';
import { stateForTicket } from './state-for-ticket';

const ticketsAtOnce = 16;

/** What passes by itself is waited for this often; then the ticket counts as failed and can be retried by hand. */
const mostAttempts = 8;

const actor = 'Bulk closure';

/** The work of the queue bulk-close: closes the tickets of one part of an operation. */
export class CloseChunk {
  constructor(
    private readonly operations: OperationStore,
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
  ) {}

  /**
   * Safe to run twice or half: tickets that have a result are left, a work item that is where it should be is not
   * touched, and every write is guarded by its revision.
   * @throws ProblemError some tickets have to wait; the message comes again for them
   */
  async run({ operationId, chunk, attempt = 1 }: BulkCloseMessage, log: Logger): Promise<void> {
    const [operation, stored] = await Promise.all([
      this.operations.get(operationId),
      this.operations.chunk(operationId, chunk),
    ]);
    const done = new Set(stored?.results.map(({ ticketId }) => ticketId));
    const pending = (stored?.ticketIds ?? []).filter((ticketId) => !done.has(ticketId));
    if (pending.length === 0) return;
    const record = (results: TicketResult[]) =>
      this.operations.changeChunk(operationId, chunk, (current) => ({
        ...current,
        results: [
          ...current.results.filter(({ ticketId }) => !results.some((one) => one.ticketId === ticketId)),
          ...results,
        ],
      }));
    if (operation.cancelled === true) {
      await record(pending.map((ticketId) => ({ ticketId, status: 'cancelled' })));
      return;
    }
    const { results, waiting } = await this.close(operation, pending, attempt);
    await record(results);
    log.info('tickets closed', {
      operationId,
      chunk,
      done: results.length,
      waiting: waiting ? pending.length - results.length : 0,
    });
    if (waiting) throw waiting;
  }

  private async close(operation: OperationRecord, pending: readonly string[], attempt: number) {
    const records = await inParallel(pending, ticketsAtOnce, (ticketId) => this.tickets.record(ticketId));
    const results: TicketResult[] = [];
    const closing: { ticket: TicketRecord; state: string }[] = [];
    for (const [position, ticket] of records.entries()) {
      const state = ticket && stateForTicket(operation, ticket);
      if (ticket?.status === 'active' && state !== undefined) closing.push({ ticket, state });
      else results.push(failure(pending[position] ?? '', refusalOf(pending[position] ?? '', ticket)));
    }
    let waiting: ProblemError | undefined;
    for (const [connectorId, moves] of groupBy(closing, ({ ticket }) => ticket.connectorId)) {
      const outcomes = await this.move(connectorId, moves);
      await inParallel(outcomes, ticketsAtOnce, async (outcome) => {
        const result = await this.settle(outcome);
        if (
          outcome.status === 'failed' &&
          attempt < mostAttempts &&
          retryDelaySeconds(outcome.error, attempt) !== undefined
        ) {
          waiting = outcome.error;
        } else {
          results.push(result);
        }
      });
    }
    return { results, waiting };
  }

  private async move(
    connectorId: string,
    moves: { ticket: TicketRecord; state: string }[],
  ): Promise<MoveOutcome[]> {
    try {
      const { azureDevOps } = await this.connectors.open(connectorId);
      return await new WorkItemMover(azureDevOps, false).move(moves);
    } catch (error) {
      // A broken connector harms only its own tickets.
      if (!(error instanceof ProblemError)) throw error;
      return moves.map(({ ticket }) => ({ ticketId: ticket.id, status: 'failed', error }));
    }
  }

  private async settle(outcome: MoveOutcome): Promise<TicketResult> {
    const { ticketId } = outcome;
    if (outcome.status === 'failed') return failure(ticketId, outcome.error);
    const { workItem, category, since } = outcome;
    if (workItem) {
      await this.tickets.change(ticketId, (ticket) =>
        applyOwnWrite(ticket, {
          workItem,
          category,
          since,
          source: 'bulk-operation',
          actor,
          record: { closedByConnector: false },
        }),
      );
    }
    return outcome.status === 'moved'
      ? { ticketId, status: 'succeeded' }
      : { ticketId, status: 'succeeded', detail: 'It was in this state already.' };
  }
}

function refusalOf(ticketId: string, ticket: TicketRecord | undefined): ProblemError {
  if (!ticket) return new NotFoundError('ticket', ticketId);
  if (ticket.status !== 'active') {
    return new UnprocessableError(
      'ticket-not-active',
      `The work item ${ticket.workItemId} is deleted or unlinked.`,
    );
  }
  return new UnprocessableError(
    'no-state-for-ticket',
    `No state was given for ${ticket.workItemType} in "${ticket.project}".`,
  );
}

const failure = (ticketId: string, error: ProblemError): TicketResult => ({
  ticketId,
  status: 'failed',
  code: error.details.code,
  detail: error.message,
});

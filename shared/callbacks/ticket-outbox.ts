import { ServiceUnavailableError } from '../errors';
import type { TableChange } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { TicketRecord } from '../tickets/ticket';
import { toTicketView } from '../tickets/ticket-view';
import type { CallbackQueue } from './callback-queue';
import type { CallbackTargets } from './callback-targets';
import { callbacksOf, type TicketNews } from './callbacks-of';
import { pendingKey } from './outbox-rows';
import type { PendingIndex } from './pending-index';

/** What has to be committed with a change of a ticket so that the change will be told. */
export interface Enclosure {
  /** The header row, which counts the messages. */
  record: TicketRecord;
  rows: TableChange[];
}

/** Where the ticket store leaves word of what it commits. */
export interface ChangeOutbox {
  /** @param record as it is after the change */
  enclose(record: TicketRecord, news: TicketNews): Promise<Enclosure>;
  /** Called after the commit. */
  announce(record: TicketRecord): Promise<void>;
}

/** For tickets whose changes nobody is told of. */
export const nobodyListens: ChangeOutbox = {
  enclose: (record) => Promise.resolve({ record, rows: [] }),
  announce: () => Promise.resolve(),
};

/**
 * The outbox of tickets: messages to Nucleus are rows of the ticket's own partition, committed in the transaction of the
 * change that they tell of. A change is told exactly if it happened.
 */
export class TicketOutbox implements ChangeOutbox {
  constructor(
    private readonly targets: Pick<CallbackTargets, 'urlOf'>,
    private readonly index: PendingIndex,
    private readonly queue: CallbackQueue,
  ) {}

  async enclose(record: TicketRecord, news: TicketNews): Promise<Enclosure> {
    const { id: ticketId, connectorId, callbacks = 0 } = record;
    if (!news.timeline?.length || (await this.targets.urlOf(connectorId)) === undefined)
      return { record, rows: [] };
    const pending = callbacksOf(toTicketView(record), news, callbacks);
    const since = new Date().toISOString();
    await this.index.add(
      connectorId,
      pending.map(({ callback }) => ({ ticketId, sequence: callback.data.sequence, since })),
    );
    const rows = pending.map((value): TableChange => {
      const rowKey = pendingKey(value.callback.data.sequence);
      return { action: 'upsert', partitionKey: tableKey(ticketId), rowKey, value };
    });
    return { record: { ...record, callbacks: callbacks + pending.length }, rows };
  }

  /** A queue that does not answer now costs promptness only: what is pending is found by `UnsentCallbacks`. */
  async announce({ id: ticketId, connectorId, callbacks }: TicketRecord): Promise<void> {
    if (callbacks === undefined) return;
    try {
      await this.queue.put({ connectorId, ticketId }, `${ticketId}:${callbacks}`);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableError)) throw error;
    }
  }
}

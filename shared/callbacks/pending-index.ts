import { inParallel } from '../in-parallel';
import { RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';

/** A message that is about to be, or was, written into the outbox of a ticket. */
export interface PendingEntry {
  ticketId: string;
  sequence: number;
  /** ISO */
  since: string;
}

const deletesAtOnce = 8;

const partitionOf = (connectorId: string) => tableKey('callback', connectorId);
const rowOf = ({ ticketId, sequence }: Pick<PendingEntry, 'ticketId' | 'sequence'>) =>
  tableKey(ticketId, String(sequence).padStart(12, '0'));

/**
 * Which tickets of a connector have something to send. An entry is written before the outbox row and removed after it,
 * so that no outbox is ever forgotten; an entry without a row is what a crash or a lost race left, and harmless.
 */
export class PendingIndex {
  constructor(private readonly index: Table) {}

  async add(connectorId: string, entries: readonly PendingEntry[]): Promise<void> {
    const partitionKey = partitionOf(connectorId);
    await this.index.write(
      entries.map((entry) => ({ action: 'upsert', partitionKey, rowKey: rowOf(entry), value: entry })),
    );
  }

  async remove(
    connectorId: string,
    entries: readonly Pick<PendingEntry, 'ticketId' | 'sequence'>[],
  ): Promise<void> {
    const partitionKey = partitionOf(connectorId);
    await inParallel(entries, deletesAtOnce, async (entry) => {
      try {
        await this.index.write([{ action: 'delete', partitionKey, rowKey: rowOf(entry) }]);
      } catch (error) {
        if (!(error instanceof RowChangedError)) throw error;
      }
    });
  }

  async list(connectorId: string): Promise<PendingEntry[]> {
    const rows = await this.index.list<PendingEntry>(partitionOf(connectorId));
    return rows.map(({ value }) => value);
  }
}

import type { Row, Table, TableChange } from '../storage/table';
import type { PendingCallback } from './callback';
import { headKey, type OutboxHead } from './outbox-rows';

/** Longer than one attempt may take; renewed with each message that was taken. */
const leaseMs = 60_000;

const leaseFromNow = () => new Date(Date.now() + leaseMs).toISOString();

/**
 * The right to send the messages of one ticket. Every step is written under the ETag of the head row: whoever was so slow
 * that somebody else took over gets RowChangedError and has to stop.
 */
export class OutboxClaim {
  private constructor(
    private readonly tickets: Table,
    private readonly partitionKey: string,
    /** Oldest first. */
    readonly pending: readonly Row<PendingCallback>[],
    /** Of the oldest message, in a row. */
    readonly failures: number,
    private etag: string,
  ) {}

  /** @throws RowChangedError or RowExistsError somebody else was faster */
  static async take(
    tickets: Table,
    partitionKey: string,
    head: Row<OutboxHead> | undefined,
    pending: readonly Row<PendingCallback>[],
  ): Promise<OutboxClaim> {
    const failures = head?.value.failures ?? 0;
    // The time of the next attempt stays until it is known how this one ended: the sender may die.
    const value: OutboxHead = { ...head?.value, failures, leaseUntil: leaseFromNow() };
    const place = { partitionKey, rowKey: headKey, value };
    const [etag = ''] = await tickets.write([
      head ? { action: 'replace', ...place, etag: head.etag } : { action: 'insert', ...place },
    ]);
    return new OutboxClaim(tickets, partitionKey, pending, failures, etag);
  }

  /** The message was taken: it goes, and the claim goes on; with the last one the head goes too. */
  async delivered({ rowKey }: Row<PendingCallback>): Promise<void> {
    const { partitionKey, etag } = this;
    const isLast = rowKey === this.pending.at(-1)?.rowKey;
    const head: OutboxHead = { failures: 0, leaseUntil: leaseFromNow() };
    const step: TableChange = isLast
      ? { action: 'delete', partitionKey, rowKey: headKey, etag }
      : { action: 'replace', partitionKey, rowKey: headKey, value: head, etag };
    const [, newEtag = ''] = await this.tickets.write([{ action: 'delete', partitionKey, rowKey }, step]);
    this.etag = newEtag;
  }

  /** Ends the claim after a failure. */
  async failed(failures: number, nextAttemptAt: Date): Promise<void> {
    await this.end({ failures, nextAttemptAt: nextAttemptAt.toISOString() });
  }

  /** Ends the claim with messages left that others may send at once. */
  async release(): Promise<void> {
    await this.end({ failures: 0 });
  }

  private async end(value: OutboxHead): Promise<void> {
    const { partitionKey, etag } = this;
    await this.tickets.write([{ action: 'replace', partitionKey, rowKey: headKey, value, etag }]);
  }
}

import { type Row, RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { PendingCallback } from './callback';
import { type ClaimDecision, type ClaimReason, decideClaim } from './decide-claim';
import { OutboxClaim } from './outbox-claim';
import { headKey, type OutboxHead, outboxRows } from './outbox-rows';

interface OutboxContents {
  head: Row<OutboxHead> | undefined;
  /** Oldest first. */
  pending: Row<PendingCallback>[];
}

/** The outboxes of tickets, from the side of whoever sends. */
export class Outbox {
  constructor(private readonly tickets: Table) {}

  /** The right to send for a ticket; else why not. */
  async claim(ticketId: string, reason: ClaimReason): Promise<OutboxClaim | Exclude<ClaimDecision, 'send'>> {
    const { head, pending } = await this.read(ticketId);
    const decision = decideClaim(head?.value, pending.length, Date.now(), reason);
    if (decision !== 'send') return decision;
    try {
      return await OutboxClaim.take(this.tickets, tableKey(ticketId), head, pending);
    } catch (error) {
      if (error instanceof RowChangedError || error instanceof RowExistsError) return 'somebody-sends';
      throw error;
    }
  }

  /** How it stands with a ticket's messages, as somebody would find who came now. */
  async standing(ticketId: string): Promise<ClaimDecision> {
    const { head, pending } = await this.read(ticketId);
    return decideClaim(head?.value, pending.length, Date.now(), {});
  }

  /** Takes all messages out that nobody wants any more. @returns their places in the order */
  async discard(ticketId: string): Promise<number[]> {
    const partitionKey = tableKey(ticketId);
    const { head, pending } = await this.read(ticketId);
    for (const { rowKey } of [...pending, ...(head ? [head] : [])]) {
      await this.tickets.write([{ action: 'delete', partitionKey, rowKey }]).catch((error: unknown) => {
        if (!(error instanceof RowChangedError)) throw error;
      });
    }
    return pending.map(({ value }) => value.callback.data.sequence);
  }

  private async read(ticketId: string): Promise<OutboxContents> {
    const rows = await this.tickets.list(tableKey(ticketId), outboxRows);
    return {
      head: rows.find(({ rowKey }) => rowKey === headKey) as Row<OutboxHead> | undefined,
      pending: rows.filter(({ rowKey }) => rowKey !== headKey) as Row<PendingCallback>[],
    };
  }
}

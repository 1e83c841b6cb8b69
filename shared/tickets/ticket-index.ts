import { isDeepStrictEqual } from 'node:util';
import { type Page, RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { TicketRecord } from './ticket';
import { toTicketView, type TicketView } from './ticket-view';

/** Newest first: the keys of a list are the time left until a day far away. */
const farAway = Date.UTC(3000, 0, 1);
const listKey = (record: TicketRecord) =>
  tableKey(String(farAway - Date.parse(record.createdAt)).padStart(14, '0'), record.id);

const workItemPartition = (connectorId: string) => tableKey('work-item', connectorId);
const listPartition = (connectorId: string) => tableKey('list', connectorId);

export interface TicketFilter {
  connectorId: string;
  project?: string;
  state?: string;
  stateCategory?: string;
  severity?: string;
}

/**
 * Rows that find a ticket: by work item (a webhook's one point read) and in a connector's list. They are written after
 * the ticket and never trusted over it; what lags behind is repaired by reconciliation.
 */
export class TicketIndex {
  constructor(private readonly table: Table) {}

  /** The ticket of a work item, in one point read. */
  async idByWorkItem(connectorId: string, workItemId: number): Promise<string | undefined> {
    return (await this.table.get<{ ticketId: string }>(workItemPartition(connectorId), String(workItemId)))
      ?.value.ticketId;
  }

  /** One page of a connector's tickets, newest first. */
  async page(filter: TicketFilter, limit: number, continuationToken?: string): Promise<Page<TicketView>> {
    const { connectorId, ...where } = filter;
    return this.table.page<TicketView>(listPartition(connectorId), { where }, limit, continuationToken);
  }

  /** One page of the ids of a connector's tickets, in the order of their work items. */
  async ids(connectorId: string, limit: number, token?: string): Promise<{ ids: string[]; token?: string }> {
    const page = await this.table.page<{ ticketId: string }>(
      workItemPartition(connectorId),
      {},
      limit,
      token,
    );
    const ids = page.rows.map(({ value }) => value.ticketId);
    return page.continuationToken === undefined ? { ids } : { ids, token: page.continuationToken };
  }

  /** Whether the list shows the ticket as it is; an unlinked one is not to be shown. */
  async isUpToDate(record: TicketRecord): Promise<boolean> {
    const row = await this.table.get<TicketView>(listPartition(record.connectorId), listKey(record));
    if (record.status === 'unlinked') return false;
    return isDeepStrictEqual(row?.value, JSON.parse(JSON.stringify(toTicketView(record))));
  }

  async write(record: TicketRecord): Promise<void> {
    const { connectorId, id, workItemId } = record;
    const columns = {
      project: record.project,
      state: record.state,
      stateCategory: record.stateCategory ?? '',
      severity: record.severity ?? '',
      status: record.status,
    };
    const inList = { partitionKey: listPartition(connectorId), rowKey: listKey(record) };
    const byWorkItem = { partitionKey: workItemPartition(connectorId), rowKey: String(workItemId) };
    if (record.status === 'unlinked') {
      // By work item last: repairs find a ticket by it.
      await this.remove(inList);
      await this.remove(byWorkItem);
      return;
    }
    await Promise.all([
      this.table.write([{ action: 'upsert', ...inList, value: toTicketView(record), columns }]),
      this.table.write([{ action: 'upsert', ...byWorkItem, value: { ticketId: id } }]),
    ]);
  }

  private async remove(row: { partitionKey: string; rowKey: string }): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', ...row }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}

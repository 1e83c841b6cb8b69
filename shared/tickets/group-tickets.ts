import type { Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import { ruleIdOf } from '../nucleus/shares-of';

const partitionOf = (group: string) => tableKey('group', ruleIdOf(group));

/**
 * Which ticket a group has now. Written under the creation claim of the group before that is let go of, so that whoever
 * finds neither claim nor row may create. A group of one finding needs no row: the finding's share knows its ticket.
 */
export class GroupTickets {
  constructor(private readonly index: Table) {}

  async find(group: string): Promise<string | undefined> {
    return (await this.index.get<{ ticketId: string }>(partitionOf(group), tableKey(group)))?.value.ticketId;
  }

  async set(group: string, ticketId: string): Promise<void> {
    const row = { partitionKey: partitionOf(group), rowKey: tableKey(group), value: { ticketId } };
    await this.index.write([{ action: 'upsert', ...row }]);
  }
}

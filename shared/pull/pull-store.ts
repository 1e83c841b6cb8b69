import type { Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { PullCursor } from './pull-cursor';

const partitionKey = 'pull';

/** Where each project's pull goes on; the timer is its only writer. */
export class PullStore {
  constructor(private readonly table: Table) {}

  async get(nucleusProjectId: string): Promise<PullCursor | undefined> {
    return (await this.table.get<PullCursor>(partitionKey, tableKey(nucleusProjectId)))?.value;
  }

  async put(nucleusProjectId: string, cursor: PullCursor): Promise<void> {
    await this.table.write([
      { action: 'upsert', partitionKey, rowKey: tableKey(nucleusProjectId), value: cursor },
    ]);
  }
}

import { retryOnConflict } from '../storage/retry-on-conflict';
import { RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { ReconciliationReport } from './report';

/** Where reconciliation of a connector stands. */
export interface ReconciliationRecord {
  /** Up to there the organization's revisions are applied. */
  revisionsToken?: string;
  /** Work items whose news could not be applied: they are read again. */
  recheck?: number[];
  /** Where the walk along the tickets' index rows goes on. */
  indexToken?: string;
  /** When the newest run began that read all revisions there were. */
  caughtUpAt?: string;
  lastReport?: ReconciliationReport;
}

const partitionKey = 'progress';

/** How far reconciliation has come, in a row per connector: what a run has done is not done again after a crash. */
export class ReconciliationStore {
  constructor(private readonly table: Table) {}

  async find(connectorId: string): Promise<ReconciliationRecord> {
    const row = await this.table.get<ReconciliationRecord>(partitionKey, tableKey(connectorId));
    return row?.value ?? {};
  }

  async change(
    connectorId: string,
    change: (record: ReconciliationRecord) => ReconciliationRecord,
  ): Promise<void> {
    const key = { partitionKey, rowKey: tableKey(connectorId) };
    await retryOnConflict(async () => {
      const row = await this.table.get<ReconciliationRecord>(key.partitionKey, key.rowKey);
      const value = change(row?.value ?? {});
      try {
        await this.table.write([
          row ? { action: 'replace', ...key, value, etag: row.etag } : { action: 'insert', ...key, value },
        ]);
      } catch (error) {
        if (error instanceof RowExistsError) throw new RowChangedError(error.message, { cause: error });
        throw error;
      }
    });
  }

  async forget(connectorId: string): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey, rowKey: tableKey(connectorId) }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}

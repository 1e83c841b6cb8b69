import { retryOnConflict } from '../storage/retry-on-conflict';
import { RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';

/** A subscription of ours, as it was when it was last looked at. */
export interface KnownSubscription {
  id: string;
  eventType: string;
  projectId: string | undefined;
  status: string;
}

/** Something that was put right, kept so that an administrator sees what happened. */
export interface SubscriptionRepair {
  at: string;
  eventType: string;
  projectId: string | undefined;
  /** `missing`, `narrowed`, `surplus`, or the status that it was found in. */
  found: string;
  done: 'created' | 'replaced' | 'deleted';
}

/** What is known of a connector's subscriptions. */
export interface SubscriptionRecord {
  subscriptions: KnownSubscription[];
  /** Deleted ones; what they had under way may still arrive. */
  former: { id: string; goneAt: string }[];
  /** Until then subscriptions are being created whose ids are not known yet. */
  creatingUntil?: string;
  checkedAt?: string;
  repairs: SubscriptionRepair[];
}

const partitionKey = 'service-hooks';
const nothing: SubscriptionRecord = { subscriptions: [], former: [], repairs: [] };

/** What we remember of subscriptions: which are ours, how they stood, what was repaired. A row per connector. */
export class SubscriptionRecords {
  constructor(private readonly table: Table) {}

  async find(connectorId: string): Promise<SubscriptionRecord | undefined> {
    return (await this.table.get<SubscriptionRecord>(partitionKey, tableKey(connectorId)))?.value;
  }

  async change(
    connectorId: string,
    change: (record: SubscriptionRecord) => SubscriptionRecord,
  ): Promise<void> {
    const key = { partitionKey, rowKey: tableKey(connectorId) };
    await retryOnConflict(async () => {
      const row = await this.table.get<SubscriptionRecord>(key.partitionKey, key.rowKey);
      const value = change(row?.value ?? nothing);
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

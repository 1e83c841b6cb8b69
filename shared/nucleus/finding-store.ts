import { retryOnConflict } from '../storage/retry-on-conflict';
import {
  RowChangedError,
  RowExistsError,
  rowsStartingWith,
  type Row,
  type Table,
  type TableChange,
} from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { UniqueFindingId } from './finding';
import type { FindingHeader, RuleShare, StoredInstance } from './finding-record';
import type { MergedFinding } from './merge-finding';

const headerKey = 'header';
const instanceKey = (instanceId: string) => `i|${tableKey(instanceId)}`;
const rowsPerTransaction = 100;

export const findingPartition = (id: UniqueFindingId) =>
  tableKey(id.nucleusProjectId, id.scanType, id.findingNumber);

/** A unique finding as read, with the ETags that a write of it must meet. */
export interface LoadedFinding {
  header?: Row<FindingHeader>;
  instances: Map<string, StoredInstance>;
  etags: Map<string, string>;
}

/** Findings in Table Storage: a partition per unique finding, a header row and a row per instance. */
export class FindingStore {
  constructor(private readonly table: Table) {}

  async header(id: UniqueFindingId): Promise<FindingHeader | undefined> {
    return (await this.table.get<FindingHeader>(findingPartition(id), headerKey))?.value;
  }

  async load(id: UniqueFindingId): Promise<LoadedFinding> {
    const rows = await this.table.list<FindingHeader | StoredInstance>(findingPartition(id));
    const loaded: LoadedFinding = { instances: new Map(), etags: new Map() };
    for (const row of rows) {
      if (row.rowKey === headerKey) loaded.header = row as Row<FindingHeader>;
      else {
        const instance = row.value as StoredInstance;
        loaded.instances.set(instance.instanceId, instance);
        loaded.etags.set(instance.instanceId, row.etag);
      }
    }
    return loaded;
  }

  /** The instances that a rule owns. */
  async instancesOf(id: UniqueFindingId, ruleId: string): Promise<StoredInstance[]> {
    const rows = await this.table.list<StoredInstance>(findingPartition(id), rowsStartingWith('i|'));
    return rows.map(({ value }) => value).filter((instance) => instance.ruleId === ruleId);
  }

  /**
   * Writes what a merge decided. Every row is guarded by its ETag, the header goes last: a writer that was overtaken
   * gets RowChangedError, and one that dies half-way is made good by the next news, since counts come from the rows.
   */
  async save(loaded: LoadedFinding, merged: MergedFinding): Promise<void> {
    if (!merged.headerChanged && merged.changed.length === 0) return;
    const partitionKey = findingPartition(merged.header.id);
    const guarded = (rowKey: string, value: unknown, etag: string | undefined): TableChange =>
      etag === undefined
        ? { action: 'insert', partitionKey, rowKey, value }
        : { action: 'replace', partitionKey, rowKey, value, etag };
    const changes = merged.changed.map((instance) =>
      guarded(instanceKey(instance.instanceId), instance, loaded.etags.get(instance.instanceId)),
    );
    changes.push(guarded(headerKey, merged.header, loaded.header?.etag));
    try {
      for (let start = 0; start < changes.length; start += rowsPerTransaction) {
        await this.table.write(changes.slice(start, start + rowsPerTransaction));
      }
    } catch (error) {
      // Another writer made the finding first: for us that is the same as having changed it.
      if (error instanceof RowExistsError) throw new RowChangedError(error.message, { cause: error });
      throw error;
    }
  }

  /** Changes one rule's share of a finding, under the header's ETag. */
  async updateShare(
    id: UniqueFindingId,
    ruleId: string,
    change: (share: RuleShare) => RuleShare,
  ): Promise<void> {
    const partitionKey = findingPartition(id);
    await retryOnConflict(async () => {
      const row = await this.table.get<FindingHeader>(partitionKey, headerKey);
      const share = row?.value.shares[ruleId];
      if (!row || !share) return;
      const value: FindingHeader = { ...row.value, shares: { ...row.value.shares, [ruleId]: change(share) } };
      await this.table.write([{ action: 'replace', partitionKey, rowKey: headerKey, value, etag: row.etag }]);
    });
  }
}

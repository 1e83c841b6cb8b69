import { isDeepStrictEqual } from 'node:util';
import { retryOnConflict } from '../storage/retry-on-conflict';
import {
  RowChangedError,
  RowExistsError,
  rowsStartingWith,
  type Page,
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
const shareKey = (group: string) => `s|${tableKey(group)}`;
const rowsPerTransaction = 100;

export const findingPartition = (id: UniqueFindingId) =>
  tableKey(id.nucleusProjectId, id.scanType, id.findingNumber);

/** A unique finding as read, with the ETags that a write of it must meet. */
export interface LoadedFinding {
  header?: Row<FindingHeader>;
  instances: Map<string, StoredInstance>;
  /** By group. */
  shares: Map<string, RuleShare>;
  /** By row key. */
  etags: Map<string, string>;
}

/**
 * Findings in Table Storage: a partition per unique finding with a header row, a row per instance, and a row per group of a
 * rule that instances belong to.
 */
export class FindingStore {
  constructor(private readonly table: Table) {}

  async header(id: UniqueFindingId): Promise<FindingHeader | undefined> {
    return (await this.table.get<FindingHeader>(findingPartition(id), headerKey))?.value;
  }

  /** A point read: cheaper than the whole finding where the header says enough. */
  async headerRow(id: UniqueFindingId): Promise<Row<FindingHeader> | undefined> {
    return this.table.get<FindingHeader>(findingPartition(id), headerKey);
  }

  /** @throws RowChangedError another writer was faster */
  async saveHeader({ partitionKey, rowKey, etag }: Row<FindingHeader>, value: FindingHeader): Promise<void> {
    await this.table.write([{ action: 'replace', partitionKey, rowKey, value, etag }]);
  }

  async load(id: UniqueFindingId): Promise<LoadedFinding> {
    const rows = await this.table.list<FindingHeader | StoredInstance | RuleShare>(findingPartition(id));
    const loaded: LoadedFinding = { instances: new Map(), shares: new Map(), etags: new Map() };
    for (const row of rows) {
      loaded.etags.set(row.rowKey, row.etag);
      if (row.rowKey === headerKey) loaded.header = row as Row<FindingHeader>;
      else if (row.rowKey.startsWith('s|')) {
        const share = row.value as RuleShare;
        loaded.shares.set(share.group, share);
      } else {
        const instance = row.value as StoredInstance;
        loaded.instances.set(instance.instanceId, instance);
      }
    }
    return loaded;
  }

  /**
   * One page of all unique findings, or those of one Nucleus project, by their keys. Headers only.
   * @param token where an earlier page ended
   */
  async page(
    nucleusProjectId: string | undefined,
    limit: number,
    token?: string,
  ): Promise<Page<FindingHeader>> {
    const project = nucleusProjectId === undefined ? undefined : tableKey(nucleusProjectId);
    // "}" sorts right behind the separator of keys.
    const partitions =
      project === undefined ? { from: '', to: '\uffff' } : { from: `${project}|`, to: `${project}}` };
    return this.table.pageAcross<FindingHeader>(partitions, headerKey, limit, token);
  }

  /** The instances that belong to a group. */
  async instancesOf(id: UniqueFindingId, group: string): Promise<StoredInstance[]> {
    const rows = await this.table.list<StoredInstance>(findingPartition(id), rowsStartingWith('i|'));
    return rows.map(({ value }) => value).filter((instance) => instance.group === group);
  }

  /** What a finding has in all its groups. */
  async shares(id: UniqueFindingId): Promise<RuleShare[]> {
    const rows = await this.table.list<RuleShare>(findingPartition(id), rowsStartingWith('s|'));
    return rows.map(({ value }) => value);
  }

  async share(id: UniqueFindingId, group: string): Promise<RuleShare | undefined> {
    return (await this.table.get<RuleShare>(findingPartition(id), shareKey(group)))?.value;
  }

  /**
   * Writes what a merge decided. Every row is guarded by its ETag, the header goes last: a writer that was overtaken
   * gets RowChangedError, and one that dies half-way is made good by the next news, since counts come from the rows.
   */
  async save(loaded: LoadedFinding, merged: MergedFinding): Promise<void> {
    const partitionKey = findingPartition(merged.header.id);
    const guarded = (rowKey: string, value: unknown): TableChange => {
      const etag = loaded.etags.get(rowKey);
      return etag === undefined
        ? { action: 'insert', partitionKey, rowKey, value }
        : { action: 'replace', partitionKey, rowKey, value, etag };
    };
    const changes = [
      ...merged.changed.map((instance) => guarded(instanceKey(instance.instanceId), instance)),
      ...merged.changedShares.map((share) => guarded(shareKey(share.group), share)),
      ...merged.removedGroups.map((group): TableChange => {
        const rowKey = shareKey(group);
        const etag = loaded.etags.get(rowKey);
        return { action: 'delete', partitionKey, rowKey, ...(etag === undefined ? {} : { etag }) };
      }),
    ];
    if (merged.headerChanged) changes.push(guarded(headerKey, merged.header));
    for (let start = 0; start < changes.length; start += rowsPerTransaction)
      await this.insertOrReplace(...changes.slice(start, start + rowsPerTransaction));
  }

  /**
   * Changes what is stored of a group, under its ETag. Answers what is stored then; undefined if the group has nothing
   * here.
   * @param orElse stored where the group has nothing here
   */
  async updateShare(
    id: UniqueFindingId,
    group: string,
    change: (share: RuleShare) => RuleShare,
    orElse?: RuleShare,
  ): Promise<RuleShare | undefined> {
    const partitionKey = findingPartition(id);
    const rowKey = shareKey(group);
    return retryOnConflict(async () => {
      const row = await this.table.get<RuleShare>(partitionKey, rowKey);
      const value = row ? change(row.value) : orElse;
      if (!value || isDeepStrictEqual(value, row?.value)) return value;
      const at = { partitionKey, rowKey, value };
      await this.insertOrReplace(
        row ? { action: 'replace', ...at, etag: row.etag } : { action: 'insert', ...at },
      );
      return value;
    });
  }

  /** A row that somebody else made first is the same to us as one that they changed. */
  private async insertOrReplace(...changes: TableChange[]): Promise<void> {
    try {
      await this.table.write(changes);
    } catch (error) {
      if (error instanceof RowExistsError) throw new RowChangedError(error.message, { cause: error });
      throw error;
    }
  }
}

import {
  type Page,
  type Row,
  RowChangedError,
  RowExistsError,
  type RowRange,
  type Table,
  type TableChange,
} from '../../shared/storage/table';
import { CrashPoint } from './crash';

interface StoredRow {
  json: string;
  columns: Record<string, string>;
  etag: string;
}

/** Limits of Azure Tables ("Understanding the Table service data model"; "Performing entity group transactions"). */
const mostChanges = 100;
const mostEntityBytes = 1024 * 1024;
const mostTransactionBytes = 4 * 1024 * 1024;
const mostKeyCharacters = 1024;
const disallowedInKeys = /[/\\#?\p{Cc}]/u;

/** A table in memory with the rules of the real one: ETags, all-or-nothing transactions, its limits, and pages. */
export class MemoryTable implements Table {
  /** Operations that wrote something, transactions counted as one. */
  writes = 0;
  private readonly partitions = new Map<string, Map<string, StoredRow>>();
  private version = 0;

  constructor(private readonly crash = new CrashPoint()) {}

  get<T>(partitionKey: string, rowKey: string): Promise<Row<T> | undefined> {
    return this.crash.around(() => {
      const row = this.partition(partitionKey).get(rowKey);
      return row && toRow<T>(partitionKey, rowKey, row);
    });
  }

  list<T>(partitionKey: string, range: RowRange = {}): Promise<Row<T>[]> {
    return this.crash.around(() => this.rowsIn<T>(partitionKey, range));
  }

  count(partitionKey: string, range: RowRange = {}): Promise<number> {
    return this.crash.around(() => this.rowsIn(partitionKey, range).length);
  }

  page<T>(
    partitionKey: string,
    range: RowRange,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>> {
    return this.crash.around(() => {
      const from = continuationToken ?? '';
      const rows = this.rowsIn<T>(partitionKey, range).filter(({ rowKey }) => rowKey >= from);
      const next = rows[limit];
      return { rows: rows.slice(0, limit), ...(next ? { continuationToken: next.rowKey } : {}) };
    });
  }

  pageAcross<T>(
    { from, to }: { from: string; to: string },
    rowKey: string,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>> {
    return this.crash.around(() => {
      const start = continuationToken ?? from;
      const found = [...this.partitions]
        .filter(([key]) => key >= start && key < to)
        .sort(byKey)
        .flatMap(([key, rows]) => {
          const row = rows.get(rowKey);
          return row ? [toRow<T>(key, rowKey, row)] : [];
        });
      const next = found[limit];
      return {
        rows: found.slice(0, limit),
        ...(next ? { continuationToken: next.partitionKey } : {}),
      };
    });
  }

  write(changes: TableChange[]): Promise<(string | undefined)[]> {
    if (changes.length === 0) return Promise.resolve([]);
    return this.crash.around(() => {
      checkLimits(changes);
      for (const change of changes) this.check(change);
      this.writes++;
      return changes.map((change) => this.apply(change));
    });
  }

  /** Everything that is stored, for comparing two histories; ETags left out. */
  contents(): Record<string, Record<string, unknown>> {
    const filled = [...this.partitions].filter(([, rows]) => rows.size > 0).sort(byKey);
    return Object.fromEntries(
      filled.map(([partitionKey, rows]) => [
        partitionKey,
        Object.fromEntries(
          [...rows].sort(byKey).map(([key, { json }]) => [key, JSON.parse(json) as unknown]),
        ),
      ]),
    );
  }

  private partition(partitionKey: string): Map<string, StoredRow> {
    const known = this.partitions.get(partitionKey);
    if (known) return known;
    const rows = new Map<string, StoredRow>();
    this.partitions.set(partitionKey, rows);
    return rows;
  }

  private rowsIn<T>(partitionKey: string, { from, to, where = {} }: RowRange): Row<T>[] {
    return [...this.partition(partitionKey)]
      .filter(
        ([key, { columns }]) =>
          (from === undefined || key >= from) &&
          (to === undefined || key < to) &&
          Object.entries(where).every(([column, value]) => columns[column] === value),
      )
      .sort(byKey)
      .map(([rowKey, row]) => toRow<T>(partitionKey, rowKey, row));
  }

  private check(change: TableChange): void {
    const row = this.partition(change.partitionKey).get(change.rowKey);
    if (change.action === 'insert' && row) throw new RowExistsError('The row exists already.');
    if (change.action !== 'replace' && change.action !== 'delete') return;
    const { etag } = change;
    if (!row || (etag !== undefined && etag !== row.etag)) throw new RowChangedError('The row was changed.');
  }

  private apply(change: TableChange): string | undefined {
    const rows = this.partition(change.partitionKey);
    if (change.action === 'delete') {
      rows.delete(change.rowKey);
      return undefined;
    }
    const etag = `W/"${++this.version}"`;
    rows.set(change.rowKey, { json: JSON.stringify(change.value), columns: change.columns ?? {}, etag });
    return etag;
  }
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

const toRow = <T>(partitionKey: string, rowKey: string, { json, etag }: StoredRow): Row<T> => ({
  partitionKey,
  rowKey,
  etag,
  value: JSON.parse(json) as T,
});

function checkLimits(changes: TableChange[]): void {
  if (changes.length > mostChanges) throw new Error(`A transaction has ${mostChanges} changes at most.`);
  const [first] = changes;
  if (changes.some(({ partitionKey }) => partitionKey !== first?.partitionKey)) {
    throw new Error('A transaction has one partition.');
  }
  if (new Set(changes.map(({ rowKey }) => rowKey)).size < changes.length) {
    throw new Error('A transaction changes a row once.');
  }
  for (const key of changes.flatMap(({ partitionKey, rowKey }) => [partitionKey, rowKey])) {
    if (key.length > mostKeyCharacters || disallowedInKeys.test(key)) throw new Error(`Not a key: ${key}`);
  }
  const values = changes.map((change) => ('value' in change ? JSON.stringify(change.value) : ''));
  if (values.some((json) => json.length * 2 > mostEntityBytes)) throw new Error('An entity is too large.');
  if (values.reduce((sum, json) => sum + Buffer.byteLength(json), 0) > mostTransactionBytes) {
    throw new Error('The transaction is too large.');
  }
}

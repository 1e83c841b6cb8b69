/**
 * What the features need of Azure Tables, no more, so that histories can be tested without a server. Values are JSON;
 * `columns` are stored beside it, only for what a list filters by.
 */
export interface Row<T> {
  partitionKey: string;
  rowKey: string;
  value: T;
  etag: string;
}

export interface NewRow<T> {
  partitionKey: string;
  rowKey: string;
  value: T;
  columns?: Record<string, string>;
}

/** One step of an entity-group transaction. `replace` with an ETag holds only if nobody wrote in between. */
export type TableChange<T = unknown> =
  | ({ action: 'insert' } & NewRow<T>)
  | ({ action: 'replace'; etag: string } & NewRow<T>)
  | ({ action: 'upsert' } & NewRow<T>)
  | { action: 'delete'; partitionKey: string; rowKey: string; etag?: string };

export interface RowRange {
  /** Inclusive. */
  from?: string;
  /** Exclusive. */
  to?: string;
  /** Columns that must have exactly this value. */
  where?: Record<string, string>;
}

export interface Page<T> {
  rows: Row<T>[];
  continuationToken?: string;
}

export interface Table {
  /** undefined when there is no such row. */
  get<T>(partitionKey: string, rowKey: string): Promise<Row<T> | undefined>;
  /** All rows of a range of one partition, in the order of their keys. */
  list<T>(partitionKey: string, range?: RowRange): Promise<Row<T>[]>;
  /** How many rows a range of one partition has; only their keys are read. */
  count(partitionKey: string, range?: RowRange): Promise<number>;
  /** One page; the token is opaque and only good for the same range. */
  page<T>(partitionKey: string, range: RowRange, limit: number, continuationToken?: string): Promise<Page<T>>;
  /** One page of the rows that have the same row key in different partitions, by their partition keys. */
  pageAcross<T>(
    partitions: { from: string; to: string },
    rowKey: string,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>>;
  /**
   * Applies all changes or none: at most 100, one partition, one change per row (Azure Tables, entity group
   * transactions). Answers the new ETags in the order of the changes.
   * @throws RowExistsError an `insert` found its row there
   * @throws RowChangedError an ETag did not hold, or the row to replace is gone
   */
  write(changes: TableChange[]): Promise<(string | undefined)[]>;
}

/** An insert found its row there: somebody else was first. */
export class RowExistsError extends Error {
  override readonly name = 'RowExistsError';
}

/** A row was changed or removed since it was read: read again, decide again. */
export class RowChangedError extends Error {
  override readonly name = 'RowChangedError';
}

/** Rows whose key begins with `prefix`. */
export function rowsStartingWith(prefix: string): RowRange {
  return { from: prefix, to: `${prefix}\uffff` };
}

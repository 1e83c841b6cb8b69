import type { TableClient, TableEntity, TransactionAction } from '@azure/data-tables';
import { fromJsonColumns, toJsonColumns } from './json-columns';
import { assertToken } from './continuation-token';
import { isMissingTable, statusOf, toStorageError } from './storage-error';
import type { Page, Row, RowRange, Table, TableChange } from './table';

type StoredEntity = Record<string, unknown> & { partitionKey?: string; rowKey?: string; etag?: string };

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

function toFilter(partitionKey: string, range: RowRange): string {
  const terms = [`PartitionKey eq ${quote(partitionKey)}`];
  if (range.from !== undefined) terms.push(`RowKey ge ${quote(range.from)}`);
  if (range.to !== undefined) terms.push(`RowKey lt ${quote(range.to)}`);
  for (const [column, value] of Object.entries(range.where ?? {})) terms.push(`${column} eq ${quote(value)}`);
  return terms.join(' and ');
}

function toRow<T>(entity: StoredEntity): Row<T> {
  return {
    partitionKey: entity.partitionKey ?? '',
    rowKey: entity.rowKey ?? '',
    etag: entity.etag ?? '',
    value: fromJsonColumns(entity) as T,
  };
}

function toEntity(change: Exclude<TableChange, { action: 'delete' }>): TableEntity {
  return {
    partitionKey: change.partitionKey,
    rowKey: change.rowKey,
    ...change.columns,
    ...toJsonColumns(change.value),
  };
}

function toAction(change: TableChange): TransactionAction {
  switch (change.action) {
    case 'insert':
      return ['create', toEntity(change)];
    case 'replace':
      return ['update', toEntity(change), 'Replace', { etag: change.etag }];
    case 'upsert':
      return ['upsert', toEntity(change), 'Replace'];
    case 'delete':
      return [
        'delete',
        { partitionKey: change.partitionKey, rowKey: change.rowKey, etag: change.etag ?? '*' },
      ];
  }
}

/**
 * A table of the storage account, through the official SDK. The table is created when it is first found missing, which
 * costs nothing once it exists.
 */
export class AzureTable implements Table {
  constructor(private readonly client: () => Promise<TableClient>) {}

  async get<T>(partitionKey: string, rowKey: string): Promise<Row<T> | undefined> {
    const client = await this.client();
    try {
      return toRow<T>(await client.getEntity<StoredEntity>(partitionKey, rowKey));
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw toStorageError(error);
    }
  }

  async list<T>(partitionKey: string, range: RowRange = {}): Promise<Row<T>[]> {
    const rows: Row<T>[] = [];
    let token: string | undefined;
    do {
      const page: Page<T> = await this.page<T>(partitionKey, range, 1_000, token);
      rows.push(...page.rows);
      token = page.continuationToken;
    } while (token !== undefined);
    return rows;
  }

  async count(partitionKey: string, range: RowRange = {}): Promise<number> {
    const client = await this.client();
    const queryOptions = { filter: toFilter(partitionKey, range), select: ['rowKey'] };
    try {
      let rows = 0;
      for await (const page of client.listEntities({ queryOptions }).byPage({ maxPageSize: 1_000 }))
        rows += page.length;
      return rows;
    } catch (error) {
      if (isMissingTable(error)) return 0;
      throw toStorageError(error);
    }
  }

  async page<T>(
    partitionKey: string,
    range: RowRange,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>> {
    return this.pageOf<T>(toFilter(partitionKey, range), limit, continuationToken);
  }

  async pageAcross<T>(
    { from, to }: { from: string; to: string },
    rowKey: string,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>> {
    const partitions = `PartitionKey ge ${quote(from)} and PartitionKey lt ${quote(to)}`;
    return this.pageOf<T>(`${partitions} and RowKey eq ${quote(rowKey)}`, limit, continuationToken);
  }

  private async pageOf<T>(filter: string, limit: number, continuationToken?: string): Promise<Page<T>> {
    assertToken(continuationToken);
    const client = await this.client();
    const pages = client
      .listEntities<StoredEntity>({ queryOptions: { filter } })
      .byPage({ maxPageSize: limit, ...(continuationToken === undefined ? {} : { continuationToken }) });
    try {
      for await (const page of pages) {
        const token = (page as { continuationToken?: string }).continuationToken;
        return {
          rows: page.map((entity) => toRow<T>(entity)),
          ...(token ? { continuationToken: token } : {}),
        };
      }
    } catch (error) {
      if (statusOf(error) !== 404) throw toStorageError(error);
    }
    return { rows: [] };
  }

  async write(changes: TableChange[]): Promise<(string | undefined)[]> {
    if (changes.length === 0) return [];
    try {
      return await this.submit(changes);
    } catch (error) {
      if (!isMissingTable(error)) throw toStorageError(error);
    }
    const client = await this.client();
    try {
      await client.createTable();
      return await this.submit(changes);
    } catch (error) {
      throw toStorageError(error);
    }
  }

  /** A single change goes as a single operation, which is cheaper for the service than a transaction of one. */
  private async submit(changes: TableChange[]): Promise<(string | undefined)[]> {
    const client = await this.client();
    const [only] = changes;
    if (changes.length > 1 || only === undefined) {
      const { subResponses } = await client.submitTransaction(changes.map(toAction));
      return subResponses.map((response) => response.etag);
    }
    switch (only.action) {
      case 'insert':
        return [(await client.createEntity(toEntity(only))).etag];
      case 'replace':
        return [(await client.updateEntity(toEntity(only), 'Replace', { etag: only.etag })).etag];
      case 'upsert':
        return [(await client.upsertEntity(toEntity(only), 'Replace')).etag];
      case 'delete':
        await client.deleteEntity(only.partitionKey, only.rowKey, { etag: only.etag ?? '*' });
        return [undefined];
    }
  }
}

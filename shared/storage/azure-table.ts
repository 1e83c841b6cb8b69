import type { TableClient, TableEntity, TransactionAction } from '@azure/data-tables';
import { fromJsonColumns, toJsonColumns } from './json-columns';
import {
  type Page,
  type Row,
  type RowRange,
  RowChangedError,
  RowExistsError,
  type Table,
  type TableChange,
} from './table';

type StoredEntity = Record<string, unknown> & { partitionKey?: string; rowKey?: string; etag?: string };

/** The error code of the storage service, wherever the SDK put it: on the error itself or in the parsed body. */
function storageErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, details } = error as { code?: unknown; details?: { odataError?: { code?: unknown } } };
  const found = details?.odataError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

const statusOf = (error: unknown) => (error as { statusCode?: number } | undefined)?.statusCode;

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
    value: fromJsonColumns<T>(entity),
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

function translate(error: unknown): unknown {
  const code = storageErrorCode(error);
  if (code === 'EntityAlreadyExists') return new RowExistsError('The row exists already.', { cause: error });
  if (code === 'UpdateConditionNotSatisfied' || code === 'ResourceNotFound' || statusOf(error) === 412) {
    return new RowChangedError('The row was changed or removed since it was read.', { cause: error });
  }
  return error;
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
      throw error;
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

  async page<T>(
    partitionKey: string,
    range: RowRange,
    limit: number,
    continuationToken?: string,
  ): Promise<Page<T>> {
    const client = await this.client();
    const pages = client
      .listEntities<StoredEntity>({ queryOptions: { filter: toFilter(partitionKey, range) } })
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
      if (statusOf(error) !== 404) throw error;
    }
    return { rows: [] };
  }

  async write(changes: TableChange[]): Promise<(string | undefined)[]> {
    if (changes.length === 0) return [];
    try {
      return await this.submit(changes);
    } catch (error) {
      if (storageErrorCode(error) !== 'TableNotFound') throw translate(error);
    }
    const client = await this.client();
    await client.createTable();
    try {
      return await this.submit(changes);
    } catch (error) {
      throw translate(error);
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

import { NotFoundError } from '../errors';
import { type Page, RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { Connector } from './connector';

const partition = 'connector';

/** Connectors in Table Storage, without their secrets. */
export class ConnectorStore {
  constructor(private readonly table: Table) {}

  async find(connectorId: string): Promise<Connector | undefined> {
    return (await this.table.get<Connector>(partition, tableKey(connectorId)))?.value;
  }

  /** @throws NotFoundError */
  async get(connectorId: string): Promise<Connector> {
    const connector = await this.find(connectorId);
    if (!connector) throw new NotFoundError('connector', connectorId);
    return connector;
  }

  async page(limit: number, continuationToken?: string): Promise<Page<Connector>> {
    return this.table.page<Connector>(partition, {}, limit, continuationToken);
  }

  async save(connector: Connector): Promise<void> {
    await this.table.write([
      { action: 'upsert', partitionKey: partition, rowKey: tableKey(connector.id), value: connector },
    ]);
  }

  async delete(connectorId: string): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey: partition, rowKey: tableKey(connectorId) }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}

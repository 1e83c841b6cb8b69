import { ExpiringCache } from '../azure-devops/expiring-cache';
import { retryOnConflict } from '../storage/retry-on-conflict';
import { RowChangedError, RowExistsError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import {
  afterFailure,
  afterSuccess,
  type EndpointFailure,
  type EndpointHealth,
  enabledAgain,
  neverTried,
} from './endpoint-health';

const partition = 'callback-endpoint';

/** How long an instance of the app relies on an endpoint being enabled; that it is disabled is always read anew. */
const cacheMs = 30_000;

/** Success after success is written down this often. */
const successEveryMs = 60_000;

/** How the endpoints of connectors do, a row each. */
export class EndpointStore {
  private readonly known = new ExpiringCache<EndpointHealth>(cacheMs);

  constructor(private readonly table: Table) {}

  async read(connectorId: string): Promise<EndpointHealth> {
    return (await this.table.get<EndpointHealth>(partition, tableKey(connectorId)))?.value ?? neverTried;
  }

  async isDisabled(connectorId: string): Promise<boolean> {
    const known = await this.known.get(connectorId, () => this.read(connectorId));
    if (known.status !== 'disabled') return false;
    const fresh = await this.known.get(connectorId, () => this.read(connectorId), 0);
    return fresh.status === 'disabled';
  }

  async succeeded(connectorId: string, at: Date): Promise<void> {
    const known = await this.known.get(connectorId, () => this.read(connectorId));
    const told = known.lastSuccessAt === undefined ? 0 : Date.parse(known.lastSuccessAt);
    if (known.status !== 'enabled' || at.getTime() - told >= successEveryMs)
      await this.change(connectorId, (health) => afterSuccess(health, at.toISOString()));
  }

  /** @returns the health before and after */
  failed(
    connectorId: string,
    failure: EndpointFailure,
  ): Promise<{ before: EndpointHealth; after: EndpointHealth }> {
    return this.change(connectorId, (health) => afterFailure(health, failure));
  }

  async enable(connectorId: string): Promise<void> {
    await this.change(connectorId, enabledAgain);
  }

  async forget(connectorId: string): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey: partition, rowKey: tableKey(connectorId) }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }

  private change(
    connectorId: string,
    decide: (health: EndpointHealth) => EndpointHealth,
  ): Promise<{ before: EndpointHealth; after: EndpointHealth }> {
    const place = { partitionKey: partition, rowKey: tableKey(connectorId) };
    return retryOnConflict(async () => {
      const row = await this.table.get<EndpointHealth>(place.partitionKey, place.rowKey);
      const before = row?.value ?? neverTried;
      const after = decide(before);
      try {
        await this.table.write([
          row
            ? { action: 'replace', ...place, value: after, etag: row.etag }
            : { action: 'insert', ...place, value: after },
        ]);
      } catch (error) {
        if (error instanceof RowExistsError) throw new RowChangedError(error.message, { cause: error });
        throw error;
      }
      await this.known.get(connectorId, () => Promise.resolve(after), 0);
      return { before, after };
    });
  }
}

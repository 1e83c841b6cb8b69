import { randomUUID } from 'node:crypto';
import { RowChangedError, RowExistsError, type Table } from './table';
import { tableKey } from './table-key';

interface LeaseRow {
  holder: string;
  until: string;
}

const partitionKey = 'lease';

/** One holder at a time, until it lets go or its time is over. */
export interface Lease {
  /** Takes more time. @returns false when somebody else has taken over meanwhile: then stop */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Rows that say who is at work, for work that should not be done twice at once. A holder that dies is followed by the
 * next when its time is over. Clocks may differ by minutes: whatever runs under a lease has to be harmless if two do it.
 */
export class Leases {
  constructor(private readonly table: Table) {}

  async isHeld(name: string): Promise<boolean> {
    const row = await this.table.get<LeaseRow>(partitionKey, tableKey(name));
    return row !== undefined && Date.parse(row.value.until) > Date.now();
  }

  /** @returns undefined while somebody else holds it */
  async acquire(name: string, durationMs: number): Promise<Lease | undefined> {
    const rowKey = tableKey(name);
    const holder = randomUUID();
    const value = (): LeaseRow => ({ holder, until: new Date(Date.now() + durationMs).toISOString() });
    let etag: string | undefined;
    try {
      const row = await this.table.get<LeaseRow>(partitionKey, rowKey);
      if (row && Date.parse(row.value.until) > Date.now()) return undefined;
      [etag] = await this.table.write([
        row
          ? { action: 'replace', partitionKey, rowKey, value: value(), etag: row.etag }
          : { action: 'insert', partitionKey, rowKey, value: value() },
      ]);
    } catch (error) {
      if (error instanceof RowExistsError || error instanceof RowChangedError) return undefined;
      throw error;
    }
    const whileMine = async (write: (mine: string) => Promise<string | undefined>): Promise<boolean> => {
      if (etag === undefined) return false;
      try {
        etag = await write(etag);
        return true;
      } catch (error) {
        if (!(error instanceof RowChangedError)) throw error;
        etag = undefined;
        return false;
      }
    };
    return {
      renew: () =>
        whileMine(async (mine) => {
          const [next] = await this.table.write([
            { action: 'replace', partitionKey, rowKey, value: value(), etag: mine },
          ]);
          return next;
        }),
      release: async () => {
        await whileMine(async (mine) => {
          await this.table.write([{ action: 'delete', partitionKey, rowKey, etag: mine }]);
          return undefined;
        });
      },
    };
  }
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RowChangedError, type Table } from '../storage/table';
import { tableKey } from '../storage/table-key';
import type { SecretStore } from './secret-store';

const partition = 'secret';

interface SealedSecret {
  iv: string;
  tag: string;
  data: string;
}

/** Secrets sealed with AES-256-GCM in a table. The name is authenticated too, so a row cannot be passed off as another. */
export class TableSecretStore implements SecretStore {
  constructor(
    private readonly table: Table,
    private readonly key: () => Buffer,
  ) {}

  async get(name: string): Promise<string | undefined> {
    const row = await this.table.get<SealedSecret>(partition, tableKey(name));
    if (!row) return undefined;
    const { iv, tag, data } = row.value;
    const decipher = createDecipheriv('aes-256-gcm', this.key(), Buffer.from(iv, 'base64'));
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'));
    return decipher.update(data, 'base64', 'utf8') + decipher.final('utf8');
  }

  async set(name: string, value: string): Promise<void> {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(), iv).setAAD(Buffer.from(name));
    const data = cipher.update(value, 'utf8', 'base64') + cipher.final('base64');
    const sealed: SealedSecret = {
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data,
    };
    await this.table.write([
      { action: 'upsert', partitionKey: partition, rowKey: tableKey(name), value: sealed },
    ]);
  }

  async delete(name: string): Promise<void> {
    try {
      await this.table.write([{ action: 'delete', partitionKey: partition, rowKey: tableKey(name) }]);
    } catch (error) {
      if (!(error instanceof RowChangedError)) throw error;
    }
  }
}

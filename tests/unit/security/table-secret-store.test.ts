import { randomBytes } from 'node:crypto';
import { TableSecretStore } from '../../../shared/security/table-secret-store';
import { MemoryTable } from '../../support/memory-table';

const name = 'connector-7-client-secret';

function setUp() {
  const table = new MemoryTable();
  return { table, store: new TableSecretStore(table, () => key) };
}
const key = randomBytes(32);

describe('TableSecretStore', () => {
  it('gives back what was put in, of any characters', async () => {
    const { store } = setUp();
    await store.set(name, 'pä$$ wörd 漏');
    expect(await store.get(name)).toBe('pä$$ wörd 漏');
    await store.set(name, 'rotated');
    expect(await store.get(name)).toBe('rotated');
  });

  it('knows no secret that was never set, or was deleted', async () => {
    const { store } = setUp();
    expect(await store.get(name)).toBeUndefined();
    await store.set(name, 'secret');
    await store.delete(name);
    await store.delete(name);
    expect(await store.get(name)).toBeUndefined();
  });

  it('leaves nothing readable in the table, and never seals alike', async () => {
    const { table, store } = setUp();
    await store.set(name, 'open-sesame');
    const first = JSON.stringify(table.contents());
    expect(first).not.toContain('open-sesame');
    expect(first).not.toContain(Buffer.from('open-sesame').toString('base64'));
    await store.set(name, 'open-sesame');
    expect(JSON.stringify(table.contents())).not.toBe(first);
  });

  it.each(['iv', 'tag', 'data'])('refuses a row whose %s was changed', async (part) => {
    const { table, store } = setUp();
    await store.set(name, 'secret');
    const row = await table.get<Record<string, string>>('secret', name);
    const bytes = Buffer.from(row!.value[part]!, 'base64');
    bytes[0]! ^= 1;
    const value = { ...row!.value, [part]: bytes.toString('base64') };
    await table.write([{ action: 'upsert', partitionKey: 'secret', rowKey: name, value }]);
    await expect(store.get(name)).rejects.toThrow();
  });

  it('refuses a row that belongs to another name', async () => {
    const { table, store } = setUp();
    await store.set(name, 'secret');
    const row = await table.get('secret', name);
    await table.write([{ action: 'upsert', partitionKey: 'secret', rowKey: 'other', value: row!.value }]);
    await expect(store.get('other')).rejects.toThrow();
  });

  it('refuses another key', async () => {
    const { table, store } = setUp();
    await store.set(name, 'secret');
    await expect(new TableSecretStore(table, () => randomBytes(32)).get(name)).rejects.toThrow();
  });
});

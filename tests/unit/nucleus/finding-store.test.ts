import { FindingStore } from '../../../shared/nucleus/finding-store';
import { mergeFinding } from '../../../shared/nucleus/merge-finding';
import { RowChangedError } from '../../../shared/storage/table';
import { aFinding, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';
import { CrashError, CrashPoint } from '../../support/crash';
import { MemoryTable } from '../../support/memory-table';

const id = aUniqueFindingId();

function setUp() {
  const crash = new CrashPoint();
  const table = new MemoryTable(crash);
  const store = new FindingStore(table);
  /** Reads, merges and writes, as ingest does. */
  const save = async (count: number, changes: Parameters<typeof aFinding>[0] = {}) => {
    const loaded = await store.load(id);
    const news = Array.from({ length: count }, (_, i) => aFinding({ instanceId: String(i), ...changes }));
    const known = { instances: loaded.instances, ...(loaded.header ? { header: loaded.header.value } : {}) };
    const merged = mergeFinding(id, known, news, [aRule()], new Date());
    return { loaded, merged, write: () => store.save(loaded, merged) };
  };
  return { crash, table, store, save };
}

describe('FindingStore', () => {
  it('knows nothing of a finding it never saw', async () => {
    const { store } = setUp();
    expect(await store.header(id)).toBeUndefined();
    expect((await store.load(id)).instances.size).toBe(0);
    expect(await store.instancesOf(id, 'rule-1')).toEqual([]);
  });

  it('reads back what it wrote, in as few transactions as there can be', async () => {
    const { table, store, save } = setUp();
    const { merged, write } = await save(250);
    await write();
    expect(table.writes).toBe(3);
    const loaded = await store.load(id);
    expect(loaded.header?.value).toEqual(merged.header);
    expect(loaded.instances).toEqual(new Map(merged.changed.map((one) => [one.instanceId, one])));
  });

  it('writes nothing when nothing changed', async () => {
    const { table, save } = setUp();
    await (await save(2)).write();
    await (await save(2)).write();
    expect(table.writes).toBe(1);
  });

  it('keeps findings apart whose names only look alike', async () => {
    const { store, save } = setUp();
    await (await save(1)).write();
    for (const other of [
      { findingNumber: 'cve-2026-1001' },
      { scanType: 'AZURE|' },
      { nucleusProjectId: '1' },
    ]) {
      expect(await store.header(aUniqueFindingId(other))).toBeUndefined();
    }
  });

  it.each([
    ['first', 0],
    ['next', 1],
  ])('refuses to write over somebody who was faster with the %s news', async (_, before) => {
    const { store, save } = setUp();
    if (before > 0) await (await save(before)).write();
    const [fast, slow] = [await save(2), await save(3)];
    await fast.write();
    await expect(slow.write()).rejects.toThrow(RowChangedError);
    expect((await store.header(id))?.counts.total).toBe(2);
  });

  it('counts nothing on the header that is not in the rows, though it dies between transactions', async () => {
    const { crash, store, save } = setUp();
    const { write } = await save(150);
    crash.arm(2, 'before');
    await expect(write()).rejects.toThrow(CrashError);
    crash.revive();
    expect(await store.header(id)).toBeUndefined();
    await (await save(150)).write();
    expect((await store.header(id))?.counts).toEqual(someCounts(150, 0, 0));
  });

  it('tells the instances that a rule owns', async () => {
    const { store, save } = setUp();
    await (await save(2)).write();
    await (await save(1, { instanceId: 'low', fields: { finding_severity: 'Low' } })).write();
    const owned = await store.instancesOf(id, 'rule-1');
    expect(owned.map(({ instanceId }) => instanceId)).toEqual(['0', '1']);
  });
});

describe('FindingStore.updateShare', () => {
  it('changes one share and nothing else, also when others write meanwhile', async () => {
    const { store, save } = setUp();
    await (await save(1)).write();
    await Promise.all([
      store.updateShare(id, 'rule-1', (share) => ({ ...share, ticketId: 'ticket-1' })),
      store.updateShare(id, 'rule-1', (share) => ({ ...share, published: '1/0/0' })),
    ]);
    expect((await store.header(id))?.shares).toEqual({
      'rule-1': { counts: someCounts(1, 0, 0), ticketId: 'ticket-1', published: '1/0/0' },
    });
  });

  it('does nothing for a share that is not there', async () => {
    const { table, store } = setUp();
    await store.updateShare(id, 'rule-9', (share) => ({ ...share, ticketId: 'ticket-1' }));
    expect(table.writes).toBe(0);
  });
});

import { FindingStore } from '../../../shared/nucleus/finding-store';
import { mergeFinding } from '../../../shared/nucleus/merge-finding';
import { RowChangedError } from '../../../shared/storage/table';
import { aFinding, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule, compiled, groupFor } from '../../support/builders/a-rule';
import { CrashError, CrashPoint } from '../../support/crash';
import { MemoryTable } from '../../support/memory-table';

const id = aUniqueFindingId();
const group = groupFor();

function setUp() {
  const crash = new CrashPoint();
  const table = new MemoryTable(crash);
  const store = new FindingStore(table);
  /** Reads, merges and writes, as ingest does. */
  const save = async (count: number, changes: Parameters<typeof aFinding>[0] = {}) => {
    const loaded = await store.load(id);
    const news = Array.from({ length: count }, (_, i) => aFinding({ instanceId: String(i), ...changes }));
    const { header, instances, shares } = loaded;
    const known = { instances, shares, ...(header ? { header: header.value } : {}) };
    const merged = mergeFinding(id, known, news, compiled(aRule()), new Date());
    return { loaded, merged, write: () => store.save(loaded, merged) };
  };
  return { crash, table, store, save };
}

describe('FindingStore', () => {
  it('knows nothing of a finding it never saw', async () => {
    const { store } = setUp();
    expect(await store.header(id)).toBeUndefined();
    expect((await store.load(id)).instances.size).toBe(0);
    expect(await store.instancesOf(id, group)).toEqual([]);
  });

  it('reads back what it wrote, in as few transactions as there can be', async () => {
    const { table, store, save } = setUp();
    const { merged, write } = await save(250);
    await write();
    expect(table.writes).toBe(3);
    const loaded = await store.load(id);
    expect(loaded.header?.value).toEqual(merged.header);
    expect(loaded.shares).toEqual(merged.shares);
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

  it('lists the findings of a project, page by page', async () => {
    const { store, save } = setUp();
    await (await save(1)).write();
    expect((await store.page('12', 10)).rows.map(({ value }) => value.id)).toEqual([id]);
    expect((await store.page(undefined, 10)).rows).toHaveLength(1);
    expect((await store.page('1', 10)).rows).toEqual([]);
  });

  it('tells the instances that belong to a group', async () => {
    const { store, save } = setUp();
    await (await save(2)).write();
    await (await save(1, { instanceId: 'low', fields: { finding_severity: 'Low' } })).write();
    const owned = await store.instancesOf(id, group);
    expect(owned.map(({ instanceId }) => instanceId)).toEqual(['0', '1']);
  });
});

describe('FindingStore.updateShare', () => {
  it('changes one share and nothing else, also when others write meanwhile', async () => {
    const { store, save } = setUp();
    await (await save(1)).write();
    await Promise.all([
      store.updateShare(id, group, (share) => ({ ...share, ticketId: 'ticket-1' })),
      store.updateShare(id, group, (share) => ({ ...share, published: 'as it was' })),
    ]);
    expect(await store.share(id, group)).toMatchObject({
      counts: someCounts(1, 0, 0),
      ticketId: 'ticket-1',
      published: 'as it was',
    });
  });

  it('does nothing for a share that is not there', async () => {
    const { table, store } = setUp();
    await store.updateShare(id, 'rule-9|x', (share) => ({ ...share, ticketId: 'ticket-1' }));
    expect(table.writes).toBe(0);
  });
});

import type { FindingInstance } from '../../../shared/nucleus/finding';
import { FindingIngest } from '../../../shared/nucleus/finding-ingest';
import { FindingStore } from '../../../shared/nucleus/finding-store';
import { StatusEndStore } from '../../../shared/nucleus/status-end-store';
import type { CompiledRule } from '../../../shared/rules/compile-rule';
import { aFinding, aUniqueFindingId } from '../../support/builders/a-finding';
import { aRule, compiled } from '../../support/builders/a-rule';
import { MemoryTable } from '../../support/memory-table';

const id = aUniqueFindingId();
const low = { finding_severity: 'Low' };
const scan = (day: number, changes: Partial<FindingInstance> = {}) =>
  ['1', '2'].map((instanceId) =>
    aFinding({ instanceId, fields: low, asOf: `2026-03-0${day}T08:00:00.000Z`, ...changes }),
  );

/** What the last of some scans cost: whether the whole finding was read, and how often was written. */
async function costOfLast(
  scans: FindingInstance[][],
  rules: (day: number) => CompiledRule[] = () => compiled(aRule()),
): Promise<{ readAll: boolean; writes: number }> {
  const table = new MemoryTable();
  const list = jest.spyOn(table, 'list');
  const ingest = new FindingIngest(new FindingStore(table), new StatusEndStore(new MemoryTable()));
  let before = { lists: 0, writes: 0 };
  for (const [day, news] of scans.entries()) {
    before = { lists: list.mock.calls.length, writes: table.writes };
    await ingest.ingest(id, news, rules(day));
  }
  return { readAll: list.mock.calls.length > before.lists, writes: table.writes - before.writes };
}

describe('a finding that no rule is for', () => {
  it('is new: nothing has to be read but that it is', async () => {
    expect(await costOfLast([scan(1)])).toEqual({ readAll: false, writes: 1 });
  });

  it.each<[string, FindingInstance[][], { readAll: boolean; writes: number }]>([
    ['said again by the next scan', [scan(1), scan(2)], { readAll: false, writes: 1 }],
    ['said again in another order', [scan(1), scan(2).reverse()], { readAll: false, writes: 1 }],
    ['delivered again', [scan(1), scan(1)], { readAll: false, writes: 0 }],
    ['said again by an older scan', [scan(2), scan(1)], { readAll: true, writes: 0 }],
    ['said of a part only', [scan(1), scan(2).slice(1)], { readAll: true, writes: 1 }],
    ['changed', [scan(1), scan(2, { fields: { finding_severity: 'Medium' } })], { readAll: true, writes: 1 }],
    ['said after a change', [scan(1), scan(2, { status: 'fixed' }), scan(3)], { readAll: true, writes: 1 }],
  ])('%s', async (_, scans, cost) => expect(await costOfLast(scans)).toEqual(cost));

  it('is looked at as a whole when a rule has changed, and then no more', async () => {
    const rules = (day: number) =>
      compiled(aRule({ updatedAt: `2026-01-0${day === 0 ? 1 : 2}T00:00:00.000Z` }));
    expect(await costOfLast([scan(1), scan(2)], rules)).toMatchObject({ readAll: true });
    expect(await costOfLast([scan(1), scan(2), scan(3)], rules)).toMatchObject({ readAll: false });
  });

  it('is always looked at as a whole where rules move with time', async () => {
    const condition = { field: 'due_date', operator: 'lessThan' as const, value: 'now+7d' };
    const rules = () => compiled(aRule({ findingCriteria: { match: 'all', conditions: [condition] } }));
    expect(await costOfLast([scan(1), scan(2)], rules)).toMatchObject({ readAll: true });
  });
});

describe('a finding that concerns a ticket, or a status that ends', () => {
  it.each<[string, Partial<FindingInstance>]>([
    ['it belongs to a rule', { fields: { finding_severity: 'Critical' } }],
    ['its status ends', { remediation: 'temporary', statusEndsAt: '2999-01-01T00:00:00.000Z' }],
  ])('is always looked at as a whole: %s', async (_, changes) => {
    expect(await costOfLast([scan(1, changes), scan(2, changes)])).toMatchObject({ readAll: true });
  });
});

it('a run that died after writing rows and before the header is made good', async () => {
  const table = new MemoryTable();
  const store = new FindingStore(table);
  const ingest = new FindingIngest(store, new StatusEndStore(new MemoryTable()));
  await ingest.ingest(id, scan(1), []);
  const [partitionKey = ''] = Object.keys(table.contents());
  await table.write([{ action: 'delete', partitionKey, rowKey: 'header' }]);
  await ingest.ingest(id, scan(2), []);
  expect((await store.header(id))?.counts).toMatchObject({ total: 2, open: 2 });
});

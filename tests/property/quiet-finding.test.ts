import fc from 'fast-check';
import type { FindingInstance } from '../../shared/nucleus/finding';
import { FindingIngest } from '../../shared/nucleus/finding-ingest';
import { FindingStore } from '../../shared/nucleus/finding-store';
import { mergeFinding } from '../../shared/nucleus/merge-finding';
import { StatusEndStore } from '../../shared/nucleus/status-end-store';
import { aFinding, aUniqueFindingId } from '../support/builders/a-finding';
import { aRule, compiled } from '../support/builders/a-rule';
import { meaningOf } from '../support/finding-meaning';
import { MemoryTable } from '../support/memory-table';

const id = aUniqueFindingId();
const critical = compiled(aRule());
const later = compiled(aRule({ updatedAt: '2026-02-01T00:00:00.000Z' }));
const timely = compiled(
  aRule({
    findingCriteria: {
      match: 'all',
      conditions: [{ field: 'finding_discovered', operator: 'greaterThan', value: 'now-30d' }],
    },
  }),
);

const statuses = [
  ['active', 'open'],
  ['scan_mitigated', 'remediated'],
  ['accepted_risk', 'temporary'],
] as const;

/** News of some of three instances, most of it the same again, under one of a few sets of rules. */
const steps = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 9 }),
    assets: fc.subarray(['1', '2', '3'], { minLength: 1 }),
    status: fc.constantFrom(0, 0, 0, 0, 1, 2),
    severity: fc.constantFrom('Low', 'Low', 'Low', 'Critical'),
    rules: fc.constantFrom(critical, critical, critical, later, timely),
    mixedDays: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

function newsOf(step: {
  day: number;
  assets: string[];
  status: number;
  severity: string;
  mixedDays: boolean;
}) {
  const [status, remediation] = statuses[step.status] ?? statuses[0];
  return step.assets.map((instanceId, position): FindingInstance =>
    aFinding({
      instanceId,
      status,
      remediation,
      asOf: `2026-03-0${step.mixedDays && position > 0 ? Math.max(1, step.day - 1) : step.day}T08:00:00.000Z`,
      fields: { finding_severity: step.severity, asset_name: `host-${instanceId}` },
    }),
  );
}

it('the short way over the header leaves what a merge of everything would', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const [short, whole] = [new MemoryTable(), new MemoryTable()].map((table) => new FindingStore(table));
      if (!short || !whole) throw new Error('There are two.');
      const ingest = new FindingIngest(short, new StatusEndStore(new MemoryTable()));
      for (const step of history) {
        const news = newsOf(step);
        await ingest.ingest(id, news, step.rules);
        const before = await whole.load(id);
        const known = { ...before, header: before.header?.value };
        const { header, ...rest } = known;
        await whole.save(
          before,
          mergeFinding(id, header ? { ...rest, header } : rest, news, step.rules, new Date()),
        );
        const [a, b] = [await short.load(id), await whole.load(id)];
        expect(meaningOf(a.header?.value, a.instances, a.shares)).toEqual(
          meaningOf(b.header?.value, b.instances, b.shares),
        );
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);

import type { RawFinding } from '../../../shared/nucleus/finding';
import { aUniqueFindingId } from '../../support/builders/a-finding';
import { aRule, groupFor } from '../../support/builders/a-rule';
import { aScan } from '../../support/builders/an-event';
import { meaningOf } from '../../support/finding-meaning';
import { IngestWorld } from '../../support/ingest-world';
import { withoutClock } from '../../support/without-clock';

const findingNumbers = ['CVE-2026-1001', 'CVE-2026-2002', 'CVE-2026-3003'];
const mitigated = { justification_status_name: 'Scan Mitigated' };
const many = (count: number, from = 0, more: RawFinding = {}): RawFinding[] =>
  Array.from({ length: count }, (_, i) => ({ asset_id: String(from + i), ...more }));

/** A finding that takes several transactions, one that is remediated whole, and one of each status besides. */
const firstScan = aScan('first', 1, [
  ...many(105),
  ...many(2, 0, { finding_number: 'CVE-2026-2002' }),
  ...many(1, 0, { finding_number: 'CVE-2026-3003', finding_severity: 'Low' }),
]);
const rescan = aScan('rescan', 2, [...many(105), ...many(2, 0, { finding_number: 'CVE-2026-2002' })]);
const change = aScan('change', 5, [
  ...many(95, 0, mitigated),
  ...many(15, 95),
  ...many(2, 0, { finding_number: 'CVE-2026-2002', ...mitigated }),
]);
const late = aScan('late', 3, [...many(115), ...many(2, 0, { finding_number: 'CVE-2026-2002' })]);

/** What happens to a tenant in some days; every step is repeated by somebody until it has succeeded. */
const history: ((world: IngestWorld) => Promise<unknown>)[] = [
  (world) => world.accept(firstScan),
  (world) => world.deliver('first'),
  ...[aUniqueFindingId(), aUniqueFindingId({ findingNumber: 'CVE-2026-2002' })].map(
    (uniqueFinding) => (world: IngestWorld) =>
      world.publish({ uniqueFinding, group: groupFor('rule-1', uniqueFinding) }),
  ),
  ...[rescan, change, late].flatMap((scan) => [
    (world: IngestWorld) => world.accept(scan),
    (world: IngestWorld) => world.deliver(scan.id),
  ]),
];

async function knownOf(world: IngestWorld, findingNumber: string) {
  const { header, instances, shares } = await world.findings.load(aUniqueFindingId({ findingNumber }));
  return meaningOf(header?.value, instances, shares);
}

async function play(crashAt?: { call: number; when: 'before' | 'after' }) {
  const world = new IngestWorld();
  await world.addRules(aRule());
  world.crash.revive();
  if (crashAt) world.crash.arm(crashAt.call, crashAt.when);
  for (const step of history) await world.survive(() => step(world));
  const { calls } = world.crash;
  const findings = await Promise.all(findingNumbers.map((findingNumber) => knownOf(world, findingNumber)));
  return {
    deaths: world.deaths,
    calls,
    outcome: {
      findings,
      events: withoutClock(world.eventTable.contents()),
      messages: new Map(
        world.sender.taken.map((message) => [`${message.queue} ${message.messageId}`, message]),
      ),
    },
  };
}

describe('taking scans in while the process is killed', () => {
  it.each(['before', 'after'] as const)(
    'ends in the same state when it dies %s any of its calls takes effect',
    async (when) => {
      const undisturbed = await play();
      expect(undisturbed.calls).toBeGreaterThan(30);
      for (let call = 1; call <= undisturbed.calls; call++) {
        const { deaths, outcome } = await play({ call, when });
        expect({ call, deaths, ...outcome }).toEqual({ call, deaths: 1, ...undisturbed.outcome });
      }
    },
  );
});

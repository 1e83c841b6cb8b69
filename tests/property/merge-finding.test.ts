import fc from 'fast-check';
import type { FindingInstance } from '../../shared/nucleus/finding';
import { countInstances, type FindingHeader, type StoredInstance } from '../../shared/nucleus/finding-record';
import { mergeFinding } from '../../shared/nucleus/merge-finding';
import { aFinding, aUniqueFindingId } from '../support/builders/a-finding';
import { aRule } from '../support/builders/a-rule';
import { meaningOf } from '../support/finding-meaning';

const rules = [
  aRule(),
  aRule({
    id: 'rule-2',
    order: 200,
    findingCriteria: {
      match: 'all',
      conditions: [{ field: 'finding_exploitable', operator: 'is', value: '1' }],
    },
  }),
];
const now = new Date('2026-04-01T00:00:00.000Z');

interface State {
  header: FindingHeader | undefined;
  instances: Map<string, StoredInstance>;
}

function apply(state: State, news: FindingInstance[]): State {
  const { header, instances } = state;
  const merged = mergeFinding(
    aUniqueFindingId(),
    { instances, ...(header ? { header } : {}) },
    news,
    rules,
    now,
  );
  const next = new Map(instances);
  for (const instance of merged.changed) next.set(instance.instanceId, instance);
  return { header: merged.headerChanged ? merged.header : header, instances: next };
}

const applyAll = (messages: FindingInstance[][]): State =>
  messages.reduce<State>(apply, { header: undefined, instances: new Map() });

const statuses = [
  ['active', 'open'],
  ['fixed', 'open'],
  ['accepted_risk', 'temporary'],
  ['scan_mitigated', 'remediated'],
] as const;

/** A scan sees some of a few instances; each scan has a date of its own and tells every field. */
const scans = fc
  .array(
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.record({
        status: fc.constantFrom(...statuses),
        severity: fc.constantFrom('Critical', 'Low'),
        exploitable: fc.constantFrom('0', '1'),
      }),
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((seen) =>
    seen.map((instances, scan) =>
      Object.entries(instances).map(([instanceId, { status, severity, exploitable }], _, all) =>
        aFinding({
          instanceId,
          status: status[0],
          remediation: status[1],
          asOf: new Date(Date.UTC(2026, 2, 1 + scan)).toISOString(),
          // Shared fields are the same for all instances of one scan.
          fields: { finding_severity: severity, finding_exploitable: all[0]?.[1].exploitable ?? exploitable },
        }),
      ),
    ),
  );

const scansInSomeOrder = scans.chain((messages) =>
  fc.record({
    messages: fc.constant(messages),
    order: fc.shuffledSubarray(messages, { minLength: messages.length }),
    repeated: fc.subarray(messages),
  }),
);

describe('mergeFinding', () => {
  it('ends in the same state in whatever order scans come, and however often', () => {
    fc.assert(
      fc.property(scansInSomeOrder, ({ messages, order, repeated }) => {
        const shuffled = applyAll([...order, ...repeated]);
        const inOrder = applyAll(messages);
        expect(meaningOf(shuffled.header, shuffled.instances)).toEqual(
          meaningOf(inOrder.header, inOrder.instances),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('never counts anything but the instances that are there', () => {
    fc.assert(
      fc.property(scansInSomeOrder, ({ order }) => {
        let state: State = { header: undefined, instances: new Map() };
        for (const message of order) {
          state = apply(state, message);
          const all = [...state.instances.values()];
          expect(state.header?.counts).toEqual(countInstances(all));
          for (const [ruleId, share] of Object.entries(state.header?.shares ?? {})) {
            expect(share.counts).toEqual(
              countInstances(all.filter((instance) => instance.ruleId === ruleId)),
            );
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('writes nothing for what it has been told already', () => {
    fc.assert(
      fc.property(scansInSomeOrder, ({ order, repeated }) => {
        const { header, instances } = applyAll(order);
        for (const message of repeated) {
          const merged = mergeFinding(
            aUniqueFindingId(),
            { instances, ...(header ? { header } : {}) },
            message,
            rules,
            now,
          );
          expect(merged).toMatchObject({ changed: [], headerChanged: false });
        }
      }),
      { numRuns: 500 },
    );
  });
});

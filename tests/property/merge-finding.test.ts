import fc from 'fast-check';
import type { FindingInstance } from '../../shared/nucleus/finding';
import {
  countInstances,
  type FindingHeader,
  type RuleShare,
  type StoredInstance,
} from '../../shared/nucleus/finding-record';
import { mergeFinding } from '../../shared/nucleus/merge-finding';
import { aFinding, aUniqueFindingId } from '../support/builders/a-finding';
import { aRule, compiled } from '../support/builders/a-rule';
import { meaningOf } from '../support/finding-meaning';

const rules = compiled(
  aRule(),
  aRule({
    id: 'rule-2',
    order: 200,
    findingCriteria: {
      match: 'all',
      conditions: [{ field: 'finding_exploitable', operator: 'is', value: '1' }],
    },
  }),
);
const now = new Date('2026-04-01T00:00:00.000Z');

interface State {
  header: FindingHeader | undefined;
  instances: ReadonlyMap<string, StoredInstance>;
  shares: ReadonlyMap<string, RuleShare>;
}

const merge = ({ header, instances, shares }: State, news: FindingInstance[]) =>
  mergeFinding(aUniqueFindingId(), { instances, shares, ...(header ? { header } : {}) }, news, rules, now);

function apply(state: State, news: FindingInstance[]): State {
  const merged = merge(state, news);
  // What is stored is what was written, nothing else.
  const instances = new Map(state.instances);
  for (const instance of merged.changed) instances.set(instance.instanceId, instance);
  const shares = new Map(state.shares);
  for (const share of merged.changedShares) shares.set(share.group, share);
  for (const group of merged.removedGroups) shares.delete(group);
  return { header: merged.headerChanged ? merged.header : state.header, instances, shares };
}

const nothing: State = { header: undefined, instances: new Map(), shares: new Map() };

const applyAll = (messages: FindingInstance[][]): State => messages.reduce(apply, nothing);

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
        expect(meaningOf(shuffled.header, shuffled.instances, shuffled.shares)).toEqual(
          meaningOf(inOrder.header, inOrder.instances, inOrder.shares),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('never counts anything but the instances that are there', () => {
    fc.assert(
      fc.property(scansInSomeOrder, ({ order }) => {
        let state = nothing;
        for (const message of order) {
          state = apply(state, message);
          const all = [...state.instances.values()];
          expect(state.header?.counts).toEqual(countInstances(all));
          for (const { group, counts } of state.shares.values())
            expect(counts).toEqual(countInstances(all.filter((instance) => instance.group === group)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('writes nothing for what it has been told already', () => {
    fc.assert(
      fc.property(scansInSomeOrder, ({ order, repeated }) => {
        const state = applyAll(order);
        for (const message of repeated) {
          expect(merge(state, message)).toMatchObject({
            changed: [],
            changedShares: [],
            removedGroups: [],
            headerChanged: false,
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});

import type { FindingInstance } from '../../../shared/nucleus/finding';
import type { FindingHeader, RuleShare, StoredInstance } from '../../../shared/nucleus/finding-record';
import { type KnownFinding, mergeFinding } from '../../../shared/nucleus/merge-finding';
import type { Rule } from '../../../shared/rules/rule';
import { aFinding, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule, compiled, groupFor } from '../../support/builders/a-rule';

const now = new Date('2026-04-01T00:00:00.000Z');
const onDay = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const seen = (instanceId: string, day: number, changes: Partial<FindingInstance> = {}) =>
  aFinding({ instanceId, asOf: onDay(day), ...changes });
const mitigated = { status: 'scan_mitigated', remediation: 'remediated' } as const;

const nothing: KnownFinding = { instances: new Map(), shares: new Map() };

const merge = (known: KnownFinding, news: FindingInstance[], rules: Rule[] = [aRule()], at = now) =>
  mergeFinding(aUniqueFindingId(), known, news, compiled(...rules), at);

interface Known {
  header: FindingHeader;
  instances: Map<string, StoredInstance>;
  shares: Map<string, RuleShare>;
}

/** A finding after messages that came one by one. */
function after(...messages: FindingInstance[][]): Known {
  const step = (known: Known | undefined, news: FindingInstance[]): Known => {
    const merged = merge(known ?? nothing, news);
    const instances = new Map(known?.instances);
    for (const instance of merged.changed) instances.set(instance.instanceId, instance);
    const header = merged.headerChanged || !known ? merged.header : known.header;
    return { header, instances, shares: new Map(merged.shares) };
  };
  const [first = [], ...others] = messages;
  return others.reduce(step, step(undefined, first));
}

/** The same, with the rule's ticket made in between. */
function withTicket(known: Known, group = groupFor()): Known {
  const share = known.shares.get(group)!;
  return { ...known, shares: new Map([...known.shares, [group, { ...share, ticketId: 'ticket-1' }]]) };
}

/** Which counts each group has, by the rule that it is of. */
const countsByRule = ({ shares }: { shares: ReadonlyMap<string, RuleShare> }) =>
  Object.fromEntries([...shares.values()].map(({ ruleId, counts }) => [ruleId, counts]));

const statusOf = (known: Known, instanceId: string) => known.instances.get(instanceId)?.status;

describe('mergeFinding, a first scan', () => {
  const merged = merge(nothing, [seen('a', 1), seen('b', 1, mitigated)]);

  it('writes the header and every instance', () => {
    expect(merged.headerChanged).toBe(true);
    expect(merged.changed.map(({ instanceId }) => instanceId)).toEqual(['a', 'b']);
    expect(merged.header.counts).toEqual(someCounts(1, 0, 1));
  });

  it('gives the instances to the rule that matches', () => {
    expect(countsByRule(merged)).toEqual({ 'rule-1': someCounts(1, 0, 1) });
    expect(merged.changed.every(({ group }) => group === groupFor())).toBe(true);
  });

  it('keeps shared fields on the header only', () => {
    expect(merged.header.definition).toEqual({ finding_name: 'Outdated TLS library' });
    expect(merged.changed[0]?.fields).toEqual({ finding_severity: 'Critical', asset_name: 'pay-web-1' });
  });

  it('takes an instance of which no status is told for active', () => {
    const untold = aFinding();
    delete untold.status;
    expect(statusOf(after([untold]), '9001')).toBe('active');
  });
});

describe('mergeFinding, a rescan', () => {
  const known = after([seen('a', 1), seen('b', 1)]);

  it('writes nothing for the same news again', () => {
    expect(merge(known, [seen('a', 1), seen('b', 1)])).toMatchObject({ changed: [], headerChanged: false });
  });

  it('writes one date for all when nothing changed', () => {
    const merged = merge(known, [seen('a', 2), seen('b', 2)]);
    expect(merged).toMatchObject({ changed: [], headerChanged: true });
    expect(merged.header.confirmedAsOf).toBe(onDay(2));
  });

  it('writes the date of those that were seen when others were not', () => {
    const merged = merge(known, [seen('a', 2)]);
    expect(merged.changed).toEqual([{ ...known.instances.get('a'), asOf: onDay(2) }]);
    expect(merged.header.confirmedAsOf).toBeUndefined();
  });

  it('writes only the instance that changed', () => {
    const merged = merge(known, [seen('a', 2, mitigated), seen('b', 1)]);
    expect(merged.changed.map(({ instanceId }) => instanceId)).toEqual(['a']);
    expect(merged.header.counts).toEqual(someCounts(1, 0, 1));
  });

  it('keeps an instance that a scan does not mention', () => {
    expect(merge(known, [seen('a', 2, mitigated)]).header.counts.total).toBe(2);
  });

  it.each([
    ['keeps a field that is not mentioned', { finding_name: 'Outdated TLS library' }, 'pay-web-1'],
    ['takes a new value', { asset_name: 'pay-web-2' }, 'pay-web-2'],
    ['lets a field go that is said to be nothing', { asset_name: '' }, undefined],
  ])('%s', (_, fields, assetName) => {
    const later = after([seen('a', 1)], [seen('a', 2, { fields })]);
    expect(later.instances.get('a')?.fields.asset_name).toBe(assetName);
  });

  it('keeps status and end of an instance of which only other things are told', () => {
    const statusEndsAt = '2026-04-20T00:00:00.000Z';
    const temporary = { status: 'accepted_risk', remediation: 'temporary', statusEndsAt } as const;
    const silent = seen('a', 2, { fields: { asset_name: 'renamed' } });
    delete silent.status;
    const later = after([seen('a', 1, temporary)], [silent]);
    expect(later.instances.get('a')).toMatchObject({ ...temporary, fields: { asset_name: 'renamed' } });
  });

  it('forgets the end of a status that is another now', () => {
    const temporary = { status: 'accepted_risk', remediation: 'temporary', statusEndsAt: onDay(30) } as const;
    expect(after([seen('a', 1, temporary)], [seen('a', 2)]).instances.get('a')).not.toHaveProperty(
      'statusEndsAt',
    );
  });
});

describe('mergeFinding, news out of order', () => {
  it.each([
    ['older than the instance', [[seen('a', 5)], [seen('a', 3, mitigated)]]],
    [
      'older than the date that all were confirmed at',
      [[seen('a', 1)], [seen('a', 5)], [seen('a', 3, mitigated)]],
    ],
    [
      'older than a confirmation in the same message',
      [[seen('a', 1)], [seen('a', 5), seen('a', 3, mitigated)]],
    ],
    [
      'older than its own confirmation, though not than everybody’s',
      [[seen('a', 1), seen('b', 1)], [seen('a', 5), seen('b', 2)], [seen('a', 3, mitigated)]],
    ],
  ])('changes no status by news %s', (_, messages) => {
    expect(statusOf(after(...messages), 'a')).toBe('active');
  });

  it('hears all news of an instance that is first heard of late', () => {
    const known = after([seen('a', 1)], [seen('a', 5)], [seen('c', 3)], [seen('c', 4, mitigated)]);
    expect(known.header.confirmedAsOf).toBe(onDay(5));
    expect(statusOf(known, 'c')).toBe('scan_mitigated');
  });

  it('knows a late instance by the common date once that has come to it', () => {
    const known = after(
      [seen('a', 1)],
      [seen('a', 5)],
      [seen('c', 3)],
      [seen('a', 6), seen('c', 6)],
      [seen('c', 4, mitigated)],
    );
    expect(statusOf(known, 'c')).toBe('active');
  });

  it('takes the shared fields from the newest news, whichever instance brought it', () => {
    const named = (name: string) => ({ fields: { finding_name: name, finding_severity: 'Critical' } });
    const known = after([seen('a', 5, named('new name'))], [seen('b', 3, named('old name'))]);
    expect(known.header.definition.finding_name).toBe('new name');
  });
});

describe('mergeFinding, who owns an instance', () => {
  const low = { fields: { finding_severity: 'Low' } };
  const second = aRule({ id: 'rule-2', order: 200, findingCriteria: { match: 'all', conditions: [] } });

  it('leaves what no rule wants without a share', () => {
    const merged = merge(nothing, [seen('a', 1, low)]);
    expect(merged.shares.size).toBe(0);
    expect(merged.changed[0]).not.toHaveProperty('group');
  });

  it('splits a finding between rules by instance', () => {
    const merged = merge(nothing, [seen('a', 1), seen('b', 1, low)], [aRule(), second]);
    expect(countsByRule(merged)).toEqual({ 'rule-1': someCounts(1, 0, 0), 'rule-2': someCounts(1, 0, 0) });
  });

  it('moves an instance to the rule that matches now, while no ticket covers it', () => {
    const known = after([seen('a', 1)]);
    const merged = merge(known, [seen('a', 2, low)], [aRule(), second]);
    expect(countsByRule(merged)).toEqual({ 'rule-2': someCounts(1, 0, 0) });
    expect(merged.removedGroups).toEqual([groupFor()]);
  });

  it.each([
    ['changed', seen('a', 2, low), [aRule(), second]],
    ['is as before but the rule is disabled', seen('a', 1), [aRule({ enabled: false }), second]],
    ['is as before but the rule is gone', seen('a', 1), [second]],
  ])('leaves an instance with the ticket that covers it when it %s', (_, news, rules) => {
    const merged = merge(withTicket(after([seen('a', 1)])), [news], rules);
    expect(countsByRule(merged)).toEqual({ 'rule-1': someCounts(1, 0, 0) });
    expect(merged.shares.get(groupFor())).toMatchObject({ ticketId: 'ticket-1' });
  });

  it('keeps what the ticket was told', () => {
    const known = withTicket(after([seen('a', 1)]));
    known.shares.get(groupFor())!.published = 'as it was';
    expect(merge(known, [seen('a', 2, mitigated)]).shares.get(groupFor())).toMatchObject({
      ticketId: 'ticket-1',
      published: 'as it was',
      counts: someCounts(0, 0, 1),
      version: 2,
    });
  });

  it('asks no disabled rule', () => {
    const merged = merge(nothing, [seen('a', 1)], [aRule({ enabled: false })]);
    expect(merged.shares.size).toBe(0);
  });
});

describe('mergeFinding, groups', () => {
  const located = (instanceId: string, place: string, severity = 'Critical') =>
    seen(instanceId, 1, { fields: { finding_severity: severity, asset_location: place } });
  const byPlace = aRule({ groupBy: ['asset_location'] });
  const first = merge(nothing, [located('a', 'Lund'), located('b', 'Lund'), located('c', 'Oslo')], [byPlace]);

  it('parts instances by the values that they share', () => {
    expect([...first.shares.values()].map(({ values, counts }) => [values, counts.total])).toEqual([
      [{ asset_location: 'Lund' }, 2],
      [{ asset_location: 'Oslo' }, 1],
    ]);
  });

  it('moves an instance whose value has changed, unless a ticket covers it', () => {
    const moved = located('c', 'Lund');
    expect([...merge(first, [moved], [byPlace]).shares.values()].map(({ counts }) => counts.total)).toEqual([
      3,
    ]);
    const oslo = [...first.shares.values()][1]!;
    const covered = {
      ...first,
      shares: new Map(first.shares).set(oslo.group, { ...oslo, ticketId: 'ticket-1' }),
    };
    expect(
      [...merge(covered, [moved], [byPlace]).shares.values()].map(({ counts }) => counts.total).sort(),
    ).toEqual([1, 2]);
  });
});

describe('mergeFinding, without news', () => {
  const statusEndsAt = '2026-04-20T00:00:00.000Z';
  const temporary = { status: 'accepted_risk', remediation: 'temporary', statusEndsAt } as const;
  const known = after([seen('a', 1, temporary), seen('b', 1)]);
  const at = (day: number) => merge(known, [], [aRule()], new Date(`2026-04-${day}T00:00:00.000Z`));

  it('lets a temporary status end at its time', () => {
    expect(at(19)).toMatchObject({ changed: [], headerChanged: false });
    const ended = at(20);
    expect(ended.changed).toMatchObject([{ instanceId: 'a', status: 'active', remediation: 'open' }]);
    expect(ended.changed[0]).not.toHaveProperty('statusEndsAt');
    expect(ended.header.counts).toEqual(someCounts(2, 0, 0));
  });

  it('brings instances in line with rules that have changed', () => {
    const late = aRule({ id: 'rule-0', order: 1 });
    expect(countsByRule(merge(known, [], [late, aRule()]))).toEqual({
      'rule-0': someCounts(1, 1, 0),
    });
  });
});

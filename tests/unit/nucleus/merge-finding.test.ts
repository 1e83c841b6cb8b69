import type { FindingInstance } from '../../../shared/nucleus/finding';
import type { FindingHeader, StoredInstance } from '../../../shared/nucleus/finding-record';
import { type KnownFinding, mergeFinding } from '../../../shared/nucleus/merge-finding';
import type { Rule } from '../../../shared/rules/rule';
import { aFinding, aUniqueFindingId, someCounts } from '../../support/builders/a-finding';
import { aRule } from '../../support/builders/a-rule';

const now = new Date('2026-04-01T00:00:00.000Z');
const onDay = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const seen = (instanceId: string, day: number, changes: Partial<FindingInstance> = {}) =>
  aFinding({ instanceId, asOf: onDay(day), ...changes });
const mitigated = { status: 'scan_mitigated', remediation: 'remediated' } as const;

const merge = (known: KnownFinding, news: FindingInstance[], rules: Rule[] = [aRule()]) =>
  mergeFinding(aUniqueFindingId(), known, news, rules, now);

/** A finding after messages that came one by one. */
function after(...messages: FindingInstance[][]): {
  header: FindingHeader;
  instances: Map<string, StoredInstance>;
} {
  const instances = new Map<string, StoredInstance>();
  const step = (header: FindingHeader | undefined, news: FindingInstance[]) => {
    const merged = merge({ instances, ...(header ? { header } : {}) }, news);
    for (const instance of merged.changed) instances.set(instance.instanceId, instance);
    return merged.headerChanged || !header ? merged.header : header;
  };
  const [first = [], ...others] = messages;
  return { header: others.reduce(step, step(undefined, first)), instances };
}

/** The same, with the rule's ticket made in between. */
function withTicket(known: ReturnType<typeof after>, ruleId = 'rule-1'): ReturnType<typeof after> {
  const share = known.header.shares[ruleId]!;
  return {
    ...known,
    header: {
      ...known.header,
      shares: { ...known.header.shares, [ruleId]: { ...share, ticketId: 'ticket-1' } },
    },
  };
}

const statusOf = (known: ReturnType<typeof after>, instanceId: string) =>
  known.instances.get(instanceId)?.status;

describe('mergeFinding, a first scan', () => {
  const merged = merge({ instances: new Map() }, [seen('a', 1), seen('b', 1, mitigated)]);

  it('writes the header and every instance', () => {
    expect(merged.headerChanged).toBe(true);
    expect(merged.changed.map(({ instanceId }) => instanceId)).toEqual(['a', 'b']);
    expect(merged.header.counts).toEqual(someCounts(1, 0, 1));
  });

  it('gives the instances to the rule that matches', () => {
    expect(merged.header.shares).toEqual({ 'rule-1': { counts: someCounts(1, 0, 1) } });
    expect(merged.changed.every(({ ruleId }) => ruleId === 'rule-1')).toBe(true);
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
    const temporary = { status: 'accepted_risk', remediation: 'temporary', statusEndsAt: onDay(30) } as const;
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
    const merged = merge({ instances: new Map() }, [seen('a', 1, low)]);
    expect(merged.header.shares).toEqual({});
    expect(merged.changed[0]).not.toHaveProperty('ruleId');
  });

  it('splits a finding between rules by instance', () => {
    const merged = merge({ instances: new Map() }, [seen('a', 1), seen('b', 1, low)], [aRule(), second]);
    expect(merged.header.shares).toEqual({
      'rule-1': { counts: someCounts(1, 0, 0) },
      'rule-2': { counts: someCounts(1, 0, 0) },
    });
  });

  it('moves an instance to the rule that matches now, while no ticket covers it', () => {
    const known = after([seen('a', 1)]);
    const merged = merge(known, [seen('a', 2, low)], [aRule(), second]);
    expect(merged.header.shares).toEqual({ 'rule-2': { counts: someCounts(1, 0, 0) } });
  });

  it.each([
    ['changed', seen('a', 2, low), [aRule(), second]],
    ['is as before but the rule is disabled', seen('a', 1), [aRule({ enabled: false }), second]],
    ['is as before but the rule is gone', seen('a', 1), [second]],
  ])('leaves an instance with the ticket that covers it when it %s', (_, news, rules) => {
    const merged = merge(withTicket(after([seen('a', 1)])), [news], rules);
    expect(merged.header.shares).toEqual({ 'rule-1': { counts: someCounts(1, 0, 0), ticketId: 'ticket-1' } });
  });

  it('keeps what the ticket was told', () => {
    const known = withTicket(after([seen('a', 1)]));
    known.header.shares['rule-1']!.published = '1/0/0';
    expect(merge(known, [seen('a', 2, mitigated)]).header.shares['rule-1']).toEqual({
      ticketId: 'ticket-1',
      published: '1/0/0',
      counts: someCounts(0, 0, 1),
    });
  });

  it('asks no disabled rule', () => {
    const merged = merge({ instances: new Map() }, [seen('a', 1)], [aRule({ enabled: false })]);
    expect(merged.header.shares).toEqual({});
  });
});

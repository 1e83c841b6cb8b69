import { partBegins, partEnds } from '../../../shared/rules/managed-part';
import type { RawFinding } from '../../../shared/nucleus/finding';
import type { RuleInput } from '../../../shared/rules/rule';
import { someCounts } from '../../support/builders/a-finding';
import { aRuleInput } from '../../support/builders/a-rule';
import { fakeClock } from '../../support/fake-clock';
import { developer, RulesWorld } from '../../support/rules-world';

const active = (asset: string, more: RawFinding = {}): RawFinding => ({
  asset_id: asset,
  asset_name: `host-${asset}`,
  ...more,
});
const mitigated = (asset: string, more: RawFinding = {}): RawFinding =>
  active(asset, { justification_status_name: 'Scan Mitigated', ...more });
const other: RawFinding = { finding_number: 'CVE-2026-2002', finding_name: 'Weak cipher' };

async function aWorld(changes: Partial<RuleInput> = {}) {
  const world = new RulesWorld();
  await world.connect();
  const rule = await world.parts.administration.create(aRuleInput(changes));
  await world.settle();
  return { world, rule };
}

/** What a scan leads to, once everything that follows is done. */
async function after(world: RulesWorld, id: string, day: number, findings: RawFinding[]) {
  await world.scan(id, day, findings);
  await world.settle();
  const tickets = await world.allTickets();
  return { tickets, items: [...world.azureDevOps.items.values()] };
}

const reproSteps = (item: { fields: Record<string, unknown> } | undefined) =>
  String(item?.fields['System.Description']);

describe('the ticket of one unique finding', () => {
  it('is made once, shows its assets, and closes when all are remediated', async () => {
    const { world } = await aWorld();
    const first = await after(world, 's1', 1, [active('1'), active('2')]);
    expect(first.tickets.map(({ record }) => record.behind?.counts)).toEqual([someCounts(2, 0, 0)]);
    expect(reproSteps(first.items[0])).toContain('host\\-1');
    const second = await after(world, 's2', 2, [mitigated('1'), active('2')]);
    expect(second.items[0]?.rev).toBe(2);
    expect(reproSteps(second.items[0])).toContain(
      '1 open, 0 temporarily resolved, 1 remediated, of 2 instances',
    );
    const third = await after(world, 's3', 3, [mitigated('1'), mitigated('2')]);
    expect(third.items[0]?.fields['System.State']).toBe('Closed');
    expect(third.items[0]?.comments).toEqual([
      'Closed by Nucleus: all 2 instances behind this work item are remediated.',
    ]);
    expect(reproSteps(third.items[0])).toContain('0 open');
    expect(await world.parts.events.progress('s3')).toMatchObject({ status: 'completed', ticketsClosed: 1 });
  });

  it('asks nothing of ADO when a scan brings nothing new', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2')]);
    const before = world.azureDevOps.requests;
    await after(world, 's2', 2, [active('1'), active('2')]);
    expect(world.azureDevOps.requests).toBe(before);
  });

  it('asks for one change of ADO when a scan changes something, reading only what others have touched', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2'), active('3')]);
    const created = world.azureDevOps.requests;
    await after(world, 's2', 2, [mitigated('1'), active('2'), active('3')]);
    expect(world.azureDevOps.requests - created).toBe(1);
    await world.act(1, { 'System.AssignedTo': 'Ravi Thorne' });
    await after(world, 's3', 3, [mitigated('1'), mitigated('2'), active('3')]);
    expect(world.azureDevOps.requests - created).toBe(3);
    const { items } = await after(world, 's4', 4, [mitigated('1'), mitigated('2'), mitigated('3')]);
    expect(world.azureDevOps.requests - created).toBe(4);
    expect(items[0]?.fields['System.State']).toBe('Closed');
    expect(reproSteps(items[0])).toContain('3 remediated');
  });

  it('reads after all what somebody has touched of whom we have not heard', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2')]);
    const text = `${String(world.azureDevOps.items.get(1)?.fields['System.Description'])}\n\nNot yet told.`;
    world.azureDevOps.act(1, { 'System.Description': text }, developer);
    const { items } = await after(world, 's2', 2, [mitigated('1'), active('2')]);
    expect(reproSteps(items[0])).toMatch(/1 remediated[^]*Not yet told\.$/);
  });

  it('leaves what people have written around its part', async () => {
    const { world } = await aWorld();
    const { items } = await after(world, 's1', 1, [active('1'), active('2')]);
    const text = `Call the harbour first.\n\n${reproSteps(items[0])}\n\nRavi looks into it.`;
    await world.act(1, { 'System.Description': text });
    const edited = await after(world, 's2', 2, [mitigated('1'), active('2')]);
    expect(reproSteps(edited.items[0])).toMatch(
      new RegExp(
        `^Call the harbour first\\.[^]*${partBegins}[^]*1 remediated[^]*${partEnds}\\s+Ravi looks into it\\.$`,
      ),
    );
  });

  it('puts no part into a description that people have taken it out of', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2')]);
    await world.act(1, { 'System.Description': 'Ours now.' });
    const { items } = await after(world, 's2', 2, [mitigated('1'), active('2')]);
    expect(reproSteps(items[0])).toBe('Ours now.');
    expect(items[0]?.rev).toBe(2);
  });

  it('leaves a work item alone that people have closed', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2')]);
    await world.act(1, { 'System.State': 'Closed' });
    const { items, tickets } = await after(world, 's2', 2, [mitigated('1'), active('2')]);
    expect(items[0]?.rev).toBe(2);
    expect(tickets[0]?.record.behind?.counts).toEqual(someCounts(1, 0, 1));
  });

  it('keeps mapped fields current, and tells when the severity rises', async () => {
    const { world } = await aWorld({
      findingCriteria: { match: 'all', conditions: [] },
      fieldMappings: [
        {
          field: 'Microsoft.VSTS.Common.Priority',
          from: 'finding_severity',
          map: { Critical: 1, High: 2 },
          when: 'always',
        },
        { field: 'Microsoft.VSTS.Scheduling.TargetDate', from: 'due_date', when: 'onCreateOnly' },
      ],
    });
    const high = { finding_severity: 'High', due_date: '2026-05-01' };
    const { items } = await after(world, 's1', 1, [active('1', high)]);
    expect(items[0]?.fields).toMatchObject({
      'Microsoft.VSTS.Common.Priority': 2,
      'Microsoft.VSTS.Scheduling.TargetDate': '2026-05-01T00:00:00.000Z',
    });
    const raised = await after(world, 's2', 2, [
      active('1', { finding_severity: 'Critical', due_date: '2026-06-01' }),
    ]);
    expect(raised.items[0]).toMatchObject({
      rev: 2,
      comments: ['Nucleus: the severity has risen from High to Critical.'],
      fields: {
        'Microsoft.VSTS.Common.Priority': 1,
        'Microsoft.VSTS.Scheduling.TargetDate': '2026-05-01T00:00:00.000Z',
      },
    });
    expect(raised.tickets[0]?.record.severity).toBe('Critical');
    const fallen = await after(world, 's3', 3, [active('1', high)]);
    expect(fallen.items[0]?.comments).toHaveLength(1);
    expect(fallen.items[0]?.fields['Microsoft.VSTS.Common.Priority']).toBe(2);
  });
});

describe('a finding that returns after its ticket was closed', () => {
  async function returned(onReturn: RuleInput['onReturn'], more: Partial<RuleInput> = {}) {
    const { world } = await aWorld({ onReturn, reopenState: 'Active', ...more });
    await after(world, 's1', 1, [active('1')]);
    await after(world, 's2', 2, [mitigated('1')]);
    return { world, ...(await after(world, 's3', 3, [active('1')])) };
  }

  it('reopens the work item', async () => {
    const { items } = await returned('reopen');
    expect(items.map(({ fields }) => fields['System.State'])).toEqual(['Active']);
    expect(items[0]?.comments[1]).toContain('open again');
    expect(items[0]?.rev).toBe(3);
  });

  it('is ignored', async () => {
    const { items } = await returned('ignore');
    expect(items.map(({ fields }) => fields['System.State'])).toEqual(['Closed']);
  });

  it.each([['unique_finding'], ['asset_id']])(
    'gets a new work item, linked to the old (by %s)',
    async (field) => {
      const { world, items, tickets } = await returned('create', { groupBy: [field] });
      expect(items.map(({ fields }) => fields['System.State'])).toEqual(['Closed', 'New']);
      expect(items[1]?.relations).toContainEqual({
        rel: 'System.LinkTypes.Related',
        url: 'https://dev.azure.com/blue-harbor/_apis/wit/workItems/1',
      });
      expect(tickets.map(({ record }) => record.behind?.counts.open)).toEqual([1, 1]);
      const again = await after(world, 's4', 4, [mitigated('1')]);
      expect(again.items.map(({ fields }) => fields['System.State'])).toEqual(['Closed', 'Closed']);
      expect(again.items).toHaveLength(2);
    },
  );
});

describe('a temporary status', () => {
  it('ends by itself at its time', async () => {
    const { world } = await aWorld({
      autoClose: { enabled: true, state: 'Closed', ignoreTemporaryStatuses: false },
    });
    const accepted = { justification_status_name: 'Accepted Risk', expires_at: '2999-01-01 00:00:00' };
    await after(world, 's1', 1, [active('1')]);
    const closed = await after(world, 's2', 2, [active('1', accepted)]);
    expect(closed.items[0]?.fields['System.State']).toBe('Closed');
    expect(await world.parts.statusEnds.askForDue(new Date())).toBe(0);
    const clock = fakeClock();
    clock.pass(Date.parse('2999-01-01T00:00:00.000Z') - Date.now());
    try {
      expect(await world.parts.statusEnds.askForDue(new Date())).toBe(1);
      await world.settle();
    } finally {
      jest.useRealTimers();
    }
    expect(world.azureDevOps.items.get(1)?.fields['System.State']).toBe('Active');
    expect(await world.parts.statusEnds.askForDue(new Date('2999-02-01'))).toBe(0);
  });
});

describe('a ticket of many findings', () => {
  const byAsset: Partial<RuleInput> = { groupBy: ['asset_id'] };

  it('is made once for all findings of the group, which come in one message or many', async () => {
    const { world } = await aWorld(byAsset);
    const first = await after(world, 's1', 1, [active('1'), active('1', other), active('2')]);
    expect(first.tickets.map(({ record }) => [record.groupValues, record.behind?.counts.total])).toEqual([
      [{ asset_id: '1' }, 2],
      [{ asset_id: '2' }, 1],
    ]);
    const second = await after(world, 's2', 2, [active('2', other)]);
    expect(second.items).toHaveLength(2);
    expect(second.tickets[1]?.record.behind?.counts.total).toBe(2);
    expect(reproSteps(second.items[1])).toContain('Weak cipher');
  });

  it('is made once though all its findings come at the same time', async () => {
    const { world } = await aWorld(byAsset);
    for (let number = 0; number < 6; number++)
      await world.scan(`s${number}`, 1, [active('1', { finding_number: `CVE-${number}` })]);
    await world.settle(() => 0, 12);
    expect(world.azureDevOps.items.size).toBe(1);
    const [ticket] = await world.allTickets();
    expect(ticket?.record.behind?.counts).toEqual(someCounts(6, 0, 0));
  });

  it('closes when the last of its findings is remediated, whichever that is', async () => {
    const { world } = await aWorld(byAsset);
    await after(world, 's1', 1, [active('1'), active('1', other)]);
    const half = await after(world, 's2', 2, [mitigated('1')]);
    expect(half.items[0]?.fields['System.State']).toBe('New');
    const whole = await after(world, 's3', 3, [mitigated('1', other)]);
    expect(whole.items[0]?.fields['System.State']).toBe('Closed');
  });

  it('closes with others in few requests', async () => {
    const { world } = await aWorld(byAsset);
    const assets = Array.from({ length: 150 }, (_, i) => String(i));
    await after(
      world,
      's1',
      1,
      assets.map((asset) => active(asset)),
    );
    expect(world.azureDevOps.items.size).toBe(150);
    const before = world.azureDevOps.requests;
    const { items } = await after(
      world,
      's2',
      2,
      assets.map((asset) => mitigated(asset)),
    );
    expect(items.every(({ fields }) => fields['System.State'] === 'Closed')).toBe(true);
    expect((world.azureDevOps.requests - before) / 150).toBeLessThanOrEqual(0.02);
  });
});

describe('a rule that is saved after the scan', () => {
  it('is carried to what is stored, and tells how far it has come', async () => {
    const world = new RulesWorld();
    await world.connect();
    const numbers = Array.from({ length: 120 }, (_, i) => ({ finding_number: `CVE-${i}` }));
    await after(
      world,
      's1',
      1,
      numbers.map((number) => active('1', number)),
    );
    const rule = await world.parts.administration.create(aRuleInput());
    expect(await world.parts.rules.backfill(rule.id)).toMatchObject({ status: 'running', findings: 0 });
    await world.settle();
    expect(await world.parts.rules.backfill(rule.id)).toMatchObject({
      status: 'completed',
      findings: 120,
      matched: 120,
      work: 120,
    });
    expect(world.azureDevOps.items.size).toBe(120);
    await world.parts.administration.replace(rule.id, aRuleInput({ name: 'renamed' }));
    const before = world.azureDevOps.requests;
    await world.settle();
    expect(world.azureDevOps.requests).toBe(before);
  });

  it('keeps its tickets when it is disabled, and touches them no more', async () => {
    const { world, rule } = await aWorld();
    await after(world, 's1', 1, [active('1')]);
    await world.parts.administration.replace(rule.id, aRuleInput({ enabled: false }));
    const { items } = await after(world, 's2', 2, [mitigated('1')]);
    expect(items[0]).toMatchObject({ rev: 1, fields: { 'System.State': 'New' } });
    await world.parts.administration.replace(rule.id, aRuleInput());
    await world.settle();
    expect(world.azureDevOps.items.get(1)?.fields['System.State']).toBe('Closed');
  });
});

describe('the preview of a rule', () => {
  it('says what would happen, and changes nothing', async () => {
    const { world, rule } = await aWorld();
    await after(world, 's1', 1, [active('1'), active('2', { ...other, finding_severity: 'Low' })]);
    const [sent, writes] = [world.sender.taken.length, world.azureDevOps.writes];
    const all = aRuleInput({ findingCriteria: { match: 'all', conditions: [] } });
    expect(await world.parts.preview.preview({ ...all, ruleId: rule.id })).toMatchObject({
      findings: 2,
      complete: true,
      instances: 2,
      groups: 2,
      tickets: { created: 1, updated: 0, closed: 0 },
      samples: [{ action: 'create', title: 'Weak cipher' }],
    });
    expect(await world.parts.preview.preview(aRuleInput({ order: 900 }))).toMatchObject({
      instances: 0,
      groups: 0,
    });
    expect([world.sender.taken.length, world.azureDevOps.writes]).toEqual([sent, writes]);
  });
});

describe('a rule that cannot work', () => {
  it('is refused with the place of each fault', async () => {
    const { world } = await aWorld();
    const refusal = world.parts.administration.create(
      aRuleInput({
        findingCriteria: {
          match: 'all',
          conditions: [
            { field: 'finding_name', operator: 'matchesRegex', value: '(' },
            { field: 'no_such_field', operator: 'exists' },
          ],
        },
        groupBy: ['no_such_group'],
        ticket: {
          project: 'Payments',
          workItemType: 'Bug',
          title: '{{finding.no_such_text}}',
          state: 'Gone',
          areaPath: 'Payments\\Nowhere',
          fields: { 'Custom.Unknown': 1 },
        },
        fieldMappings: [
          { field: 'Microsoft.VSTS.Common.Priority', value: 1, from: 'due_date', when: 'always' },
        ],
        autoClose: { enabled: true, state: 'Shut', ignoreTemporaryStatuses: true },
      }),
    );
    const error = await refusal.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ details: { status: 422, code: 'rule-cannot-work' } });
    const { errors } = (error as { details: { errors: { pointer: string }[] } }).details;
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/findingCriteria/conditions/0/value',
      '/fieldMappings/0',
      '/findingCriteria/conditions/1/field',
      '/groupBy/0',
      '/ticket/title',
      '/autoClose/state',
      '/ticket/fields/Custom.Unknown',
      '/ticket/state',
      '/ticket/areaPath',
    ]);
  });

  it('may name a field that only this tenant has', async () => {
    const { world } = await aWorld();
    await after(world, 's1', 1, [active('1', { berth: '7' })]);
    await expect(
      world.parts.administration.create(aRuleInput({ groupBy: ['berth'] })),
    ).resolves.toBeDefined();
  });
});

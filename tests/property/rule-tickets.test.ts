import fc from 'fast-check';
import type { RawFinding } from '../../shared/nucleus/finding';
import type { FindingCounts } from '../../shared/nucleus/finding-record';
import { noCounts } from '../../shared/nucleus/finding-record';
import { partBegins } from '../../shared/rules/managed-part';
import type { RuleInput } from '../../shared/rules/rule';
import { isFullyRemediated } from '../../shared/tickets/decide-ticket-work';
import type { Ticket } from '../../shared/tickets/ticket';
import { aRuleInput } from '../support/builders/a-rule';
import { connectorIdentity, type MemoryAzureDevOps } from '../support/memory-azure-devops';
import { fakeClock } from '../support/fake-clock';
import { RulesWorld } from '../support/rules-world';

const assets = ['1', '2', '3'] as const;
const findings = ['CVE-1', 'CVE-2'] as const;
const statuses: Record<string, RawFinding> = {
  active: { justification_status_name: 'Active' },
  fixed: { justification_status_name: 'Fixed' },
  accepted: { justification_status_name: 'Accepted Risk', expires_at: '2999-01-01 00:00:00' },
  mitigated: { justification_status_name: 'Scan Mitigated' },
};

/** Everything that may happen to a tenant. */
type Step =
  | { kind: 'scan'; seen: { finding: string; asset: string; status: string; severity: string }[] }
  | { kind: 'move'; item: number; state: string }
  | { kind: 'write'; item: number; words: string }
  | { kind: 'rule'; changes: Partial<RuleInput> }
  | { kind: 'settle' };

const seen = fc.uniqueArray(
  fc.record({
    finding: fc.constantFrom(...findings),
    asset: fc.constantFrom(...assets),
    status: fc.constantFrom(...Object.keys(statuses)),
    severity: fc.constantFrom('Critical', 'High', 'Low'),
  }),
  { selector: ({ finding, asset }) => `${finding} ${asset}`, minLength: 1, maxLength: 6 },
);

const ruleChanges: fc.Arbitrary<Partial<RuleInput>> = fc.record(
  {
    enabled: fc.boolean(),
    onReturn: fc.constantFrom('reopen', 'create', 'ignore'),
    autoClose: fc.record({
      enabled: fc.boolean(),
      state: fc.constant('Closed'),
      ignoreTemporaryStatuses: fc.boolean(),
    }),
    groupBy: fc.constantFrom<string[]>(
      ['unique_finding'],
      ['asset_id'],
      ['finding_severity'],
      ['project_id'],
    ),
  },
  { requiredKeys: [] },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('scan' as const), seen }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      item: fc.nat(5),
      state: fc.constantFrom('Active', 'Resolved', 'Closed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      item: fc.nat(5),
      words: fc.stringMatching(/^[a-z]{3,8}$/),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rule' as const), changes: ruleChanges }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'settle' as const }) },
);

interface Death {
  step: number;
  call: number;
  when: 'before' | 'after';
}

const histories = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
  groupBy: fc.constantFrom<string[]>(
    ['unique_finding'],
    ['asset_id'],
    ['finding_severity', 'asset_id'],
    ['project_id'],
  ),
  onReturn: fc.constantFrom('reopen' as const, 'create' as const, 'ignore' as const),
  choices: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }),
  atOnce: fc.constantFrom(1, 2, 4),
  /** The process dies: at which of its calls, counted from the beginning of a step. */
  deaths: fc.oneof(
    fc.constant<Death[]>([]),
    fc.array(
      fc.record({
        step: fc.nat(13),
        call: fc.integer({ min: 1, max: 80 }),
        when: fc.constantFrom<Death['when']>('before', 'after'),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  ),
});

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

class Play {
  readonly world = new RulesWorld();
  /** What people wrote, by work item. */
  readonly words = new Map<number, string[]>();
  rule: RuleInput;
  private scans = 0;
  private chosen = 0;

  constructor(private readonly history: History) {
    this.rule = aRuleInput({
      findingCriteria: {
        match: 'all',
        conditions: [{ field: 'finding_severity', operator: 'isOneOf', value: ['Critical', 'High'] }],
      },
      groupBy: history.groupBy,
      onReturn: history.onReturn,
      fieldMappings: [
        {
          field: 'Microsoft.VSTS.Common.Priority',
          from: 'finding_severity',
          map: { Critical: 1, High: 2, Low: 4 },
          when: 'always',
        },
      ],
    });
  }

  async run(): Promise<void> {
    await this.world.connect();
    const { id } = await this.world.parts.administration.create(this.rule);
    for (const [position, step] of this.history.steps.entries()) {
      const death = this.history.deaths.find((one) => one.step === position);
      if (death) this.world.crash.arm(death.call, death.when);
      await this.world.survive(() => this.take(step, id));
    }
    this.world.crash.revive();
    // At the end the rule is in force, and everything that is under way has been done.
    await this.settle();
    this.rule = { ...this.rule, enabled: true };
    await this.world.parts.administration.replace(id, this.rule);
    await this.settle();
  }

  settle(): Promise<void> {
    const { choices, atOnce } = this.history;
    return this.world.settle((waiting) => (choices[this.chosen++ % choices.length] ?? 0) % waiting, atOnce);
  }

  private async take(step: Step, ruleId: string): Promise<void> {
    switch (step.kind) {
      case 'scan':
        this.scans++;
        return this.world.survive(() =>
          this.world.scan(`scan-${this.scans}`, this.scans, step.seen.map(toRaw)),
        );
      case 'rule':
        this.rule = { ...this.rule, ...step.changes };
        await this.world.parts.administration.replace(ruleId, this.rule);
        return;
      case 'settle':
        return this.settle();
      default:
        return this.act(step);
    }
  }

  private async act(step: Extract<Step, { kind: 'move' | 'write' }>): Promise<void> {
    const { azureDevOps } = this.world;
    const item = [...azureDevOps.items.values()][step.item];
    // Nobody takes up work again that has been closed; that is told by a case of its own.
    if (!item || item.fields['System.State'] === 'Closed') return;
    if (step.kind === 'move') return this.world.act(item.id, { 'System.State': step.state });
    const text = String(item.fields['System.Description']);
    this.words.set(item.id, [...(this.words.get(item.id) ?? []), step.words]);
    await this.world.act(item.id, { 'System.Description': `${step.words}\n\n${text}\n\n${step.words}` });
  }
}

const toRaw = ({ finding, asset, status, severity }: Extract<Step, { kind: 'scan' }>['seen'][number]) => ({
  finding_number: finding,
  finding_name: `Fault ${finding}`,
  asset_id: asset,
  asset_name: `host-${asset}`,
  finding_severity: severity,
  ...statuses[status],
});

const add = (a: FindingCounts, b: FindingCounts): FindingCounts => ({
  total: a.total + b.total,
  open: a.open + b.open,
  remediated: a.remediated + b.remediated,
  temporary: a.temporary + b.temporary,
});

/** What each ticket should count, from the findings alone. */
async function countsByTicket({ world }: Play): Promise<Map<string, FindingCounts>> {
  const counts = new Map<string, FindingCounts>();
  for (const { value } of (await world.parts.findings.page(undefined, 1_000)).rows) {
    const { shares } = await world.parts.findings.load(value.id);
    for (const { ticketId, counts: own } of shares.values())
      if (ticketId !== undefined) counts.set(ticketId, add(counts.get(ticketId) ?? noCounts, own));
  }
  return counts;
}

async function uncovered({ world }: Play): Promise<string[]> {
  const missing: string[] = [];
  for (const { value } of (await world.parts.findings.page(undefined, 1_000)).rows) {
    const { instances, shares } = await world.parts.findings.load(value.id);
    for (const { instanceId, group, remediation, fields } of instances.values()) {
      const isWanted = fields.finding_severity !== 'Low';
      const ticketId = group === undefined ? undefined : shares.get(group)?.ticketId;
      if (isWanted && remediation === 'open' && ticketId === undefined)
        missing.push(`${value.id.findingNumber} ${instanceId}`);
    }
  }
  return missing;
}

/** Where the work item of a ticket should be: closed exactly when all is remediated, unless people have closed it. */
function expectedDone(
  { rule }: Play,
  { record }: Ticket,
  item: MemoryAzureDevOps['items'] extends Map<number, infer Item> ? Item : never,
  isCurrent: boolean,
): boolean | undefined {
  const byPeople = item.stateChangedBy.id !== connectorIdentity.id;
  const isDone = record.stateCategory === 'Completed';
  if (isDone && byPeople) return undefined;
  const counts = record.behind?.counts ?? noCounts;
  const { enabled = false, ignoreTemporaryStatuses = true } = rule.autoClose ?? {};
  if (isFullyRemediated(counts, ignoreTemporaryStatuses)) return enabled ? true : undefined;
  if (counts.open === 0 || !isCurrent) return undefined;
  // Closed by us, and something is open: only a rule that does not care leaves that so.
  return rule.onReturn === 'reopen' ? false : undefined;
}

async function check(play: Play): Promise<void> {
  const { world, words } = play;
  const tickets = await world.allTickets();
  const items = [...world.azureDevOps.items.values()];
  expect(tickets.map(({ record }) => record.workItemId)).toEqual(items.map(({ id }) => id));
  expect(await uncovered(play)).toEqual([]);
  const counts = await countsByTicket(play);
  for (const ticket of tickets) {
    const { record } = ticket;
    const item = world.azureDevOps.items.get(record.workItemId);
    if (!item) throw new Error('A ticket without a work item.');
    const text = String(item.fields['System.Description']);
    expect(record.state).toBe(item.fields['System.State']);
    for (const word of words.get(item.id) ?? []) expect(text.split(word).length).toBeGreaterThanOrEqual(3);
    expect(text.split(partBegins)).toHaveLength(2);
    const current = counts.get(record.id);
    const wasReplaced = ticket.timeline.some(({ event }) => event === 'replaced');
    if (current && !wasReplaced) expect(record.behind?.counts).toEqual(current);
    const isDone = expectedDone(play, ticket, item, current !== undefined && !wasReplaced);
    if (isDone !== undefined) expect(record.stateCategory === 'Completed').toBe(isDone);
    if (record.stateCategory === 'Completed' || !record.behind) continue;
    const { open, temporary, remediated } = record.behind.counts;
    expect(text).toContain(`${open} open, ${temporary} temporarily resolved, ${remediated} remediated`);
  }
}

describe('tickets of a rule, after any history', () => {
  afterEach(() => jest.useRealTimers());

  it('equal what the findings say once the dust has settled, and nothing more is written', async () => {
    const clock = fakeClock();
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const play = new Play(history);
        // A claim that a dead process has left is taken over when it is old enough.
        play.world.onRetry = () => clock.pass(60_000);
        await play.run();
        await check(play);
        const { writes } = play.world.azureDevOps;
        await play.settle();
        expect(play.world.azureDevOps.writes).toBe(writes);
      }),
      { numRuns: 250 },
    );
  });
});

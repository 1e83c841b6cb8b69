import { inParallel } from '../in-parallel';
import type { FindingHeader } from '../nucleus/finding-record';
import type { FindingStore } from '../nucleus/finding-store';
import { ruleIdOf } from '../nucleus/shares-of';
import type { RuleStore } from '../rules/rule-store';
import type { Leases } from '../storage/lease';
import { decideTicketWork, publishedKey } from '../tickets/decide-ticket-work';
import type { TicketWorkQueue, WantedWork } from '../tickets/ticket-work-queue';
import type { ReconciliationStore } from './reconciliation-store';
import type { StepCounts } from './report';
import type { ReconciliationStep } from './step';

/** Of a run: the walk along all findings takes several. */
const findingsPerRun = 200;
const findingsAtOnce = 8;

/** Work that was asked for lately is under way: its messages are repeated for longer than this. */
const patienceMs = 30 * 60_000;

/** A walk begins this long after the one before, so that work which cannot be done is not tried all the time. */
const restMs = 60 * 60_000;

const leaseMs = 5 * 60_000;

/** The walk is one for all connectors: findings are theirs together. */
const everybody = 'findings of all connectors';

/**
 * Ticket work that findings ask for and nobody does any more: its message was lost or put aside. What is wanted is
 * decided from what is stored, as everywhere (decideTicketWork), so that asking once too often changes nothing.
 */
export class ForgottenTicketWork implements ReconciliationStep {
  readonly name = 'ticketWork';

  constructor(
    private readonly findings: FindingStore,
    private readonly rules: RuleStore,
    private readonly queue: TicketWorkQueue,
    private readonly progress: ReconciliationStore,
    private readonly leases: Leases,
  ) {}

  async run(): Promise<{ counts: StepCounts; complete: boolean }> {
    const lease = await this.leases.acquire(everybody, leaseMs);
    if (!lease) return { counts: {}, complete: true };
    try {
      return { counts: await this.walk(new Date()), complete: true };
    } finally {
      await lease.release();
    }
  }

  private async walk(now: Date): Promise<StepCounts> {
    const { indexToken: token, caughtUpAt } = await this.progress.find(everybody);
    const isResting = caughtUpAt !== undefined && now.getTime() - Date.parse(caughtUpAt) < restMs;
    if (token === undefined && isResting) return { checked: 0, asked: 0 };
    const page = await this.findings.page(undefined, findingsPerRun, token);
    const quiet = page.rows
      .map(({ value }) => value)
      .filter(({ updatedAt }) => now.getTime() - Date.parse(updatedAt) >= patienceMs);
    const wanted = await inParallel(quiet, findingsAtOnce, (header) => this.wantedOf(header));
    await this.queue.enqueue('reconciliation', wanted.flat());
    const next = page.continuationToken;
    await this.progress.change(everybody, ({ indexToken: _, ...record }) => ({
      ...record,
      ...(next === undefined ? { caughtUpAt: now.toISOString() } : { indexToken: next }),
    }));
    return { checked: page.rows.length, asked: wanted.flat().length };
  }

  private async wantedOf({ id }: FindingHeader): Promise<WantedWork[]> {
    const [shares, rules] = await Promise.all([this.findings.shares(id), this.rules.recent()]);
    return shares.flatMap((ruleShare): WantedWork[] => {
      const rule = rules.find((compiled) => compiled.rule.id === ruleIdOf(ruleShare.group))?.rule;
      const kind = rule && decideTicketWork(rule, ruleShare);
      if (!rule || !kind) return [];
      const share = { uniqueFinding: id, group: ruleShare.group };
      return [{ kind, share, version: publishedKey(rule, ruleShare) }];
    });
  }
}

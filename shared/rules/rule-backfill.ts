import { type Static, Type } from '@sinclair/typebox';
import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { FindingIngest } from '../nucleus/finding-ingest';
import type { FindingStore } from '../nucleus/finding-store';
import { ruleIdOf } from '../nucleus/shares-of';
import type { TicketWorkQueue } from '../tickets/ticket-work-queue';
import type { BackfillRecord } from './backfill-record';
import type { Rule } from './rule';
import { ruleCacheMs, type RuleStore } from './rule-store';

/** A message of the queue rule-backfill: the next page of findings. */
export const ruleBackfillMessageSchema = Type.Object({
  ruleId: Type.String(),
  version: Type.String(),
  page: Type.Integer(),
  attempt: Type.Optional(Type.Integer()),
});

export type RuleBackfillMessage = Static<typeof ruleBackfillMessageSchema>;

/** Little enough that a redelivery repeats little. */
const findingsPerPage = 50;
const findingsAtOnce = 8;

/**
 * Carries a rule that was saved to all findings that are stored (facts: nucleus.md section 6.1: a rule applies to all
 * matching instances, not only to new ones), page by page through the queue.
 */
export class RuleBackfill {
  constructor(
    private readonly rules: RuleStore,
    private readonly findings: FindingStore,
    private readonly ingest: FindingIngest,
    private readonly queue: TicketWorkQueue,
    private readonly sender: QueueSender,
  ) {}

  /** Begins anew for this version of the rule. Doing it again is harmless. */
  async start({ id, updatedAt }: Rule): Promise<void> {
    const record = await this.rules.changeBackfill(id, (known) =>
      known !== undefined && known.version >= updatedAt
        ? undefined
        : {
            version: updatedAt,
            status: 'running',
            page: 0,
            findings: 0,
            matched: 0,
            work: 0,
            startedAt: new Date().toISOString(),
          },
    );
    // Other instances of the app may decide by the rules as they were, for as long as they remember them.
    const scheduledFor = new Date(Date.now() + ruleCacheMs + 500);
    if (record?.version === updatedAt && record.status === 'running')
      await this.ask({ ruleId: id, version: updatedAt, page: record.page }, scheduledFor);
  }

  /** Idempotent: findings are brought in line with the rules as they are, and each page is counted once. */
  async run({ ruleId, version, page }: RuleBackfillMessage): Promise<void> {
    const record = await this.rules.backfill(ruleId);
    if (record?.version !== version || record.status !== 'running' || record.page > page + 1) return;
    if (record.page === page + 1) {
      // Counted, but its run may have died before it could ask for the next.
      await this.ask({ ruleId, version, page: record.page });
      return;
    }
    const rules = await this.rules.compiledList();
    const rule = rules.find((compiled) => compiled.rule.id === ruleId)?.rule;
    if (rule?.updatedAt !== version) return;
    const found = await this.findings.page(rule.nucleusProjectId, findingsPerPage, record.continuationToken);
    const results = await inParallel(found.rows, findingsAtOnce, ({ value: { id } }) =>
      this.ingest.ingest(id, [], rules),
    );
    const wanted = results.flatMap((result) => result.wanted);
    await this.queue.enqueue(`backfill|${ruleId}|${version}`, wanted);
    const owned = results
      .flatMap(({ instances }) => [...instances.values()])
      .filter(({ group }) => group !== undefined && ruleIdOf(group) === ruleId);
    const counted = await this.rules.changeBackfill(ruleId, (known) =>
      known?.version === version && known.page === page
        ? afterPage(
            known,
            { findings: results.length, matched: owned.length, work: wanted.length },
            found.continuationToken,
          )
        : undefined,
    );
    if (counted?.version === version && counted.status === 'running')
      await this.ask({ ruleId, version, page: page + 1 });
  }

  private async ask(body: RuleBackfillMessage, scheduledFor?: Date): Promise<void> {
    const messageId = `backfill|${body.ruleId}|${body.version}|${body.page}`;
    await this.sender.send(queues.ruleBackfill, [
      { body, messageId, ...(scheduledFor ? { scheduledFor } : {}) },
    ]);
  }
}

function afterPage(
  { continuationToken: _, ...known }: BackfillRecord,
  done: Pick<BackfillRecord, 'findings' | 'matched' | 'work'>,
  next: string | undefined,
): BackfillRecord {
  return {
    ...known,
    findings: known.findings + done.findings,
    matched: known.matched + done.matched,
    work: known.work + done.work,
    page: known.page + 1,
    ...(next === undefined
      ? { status: 'completed' as const, endedAt: new Date().toISOString() }
      : { continuationToken: next }),
  };
}

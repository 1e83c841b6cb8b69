import { type Static, Type } from '@sinclair/typebox';
import { inParallel } from '../in-parallel';
import type { QueueSender } from '../messaging/queue-sender';
import { queues } from '../messaging/queues';
import type { RuleStore } from '../rules/rule-store';
import { uniqueFindingSchema } from '../tickets/ticket-messages';
import type { TicketWorkQueue } from '../tickets/ticket-work-queue';
import type { FindingIngest } from './finding-ingest';
import { findingPartition } from './finding-store';
import type { StatusEndStore } from './status-end-store';

/** A message of the queue status-end: a finding with an instance whose temporary status is over. */
export const statusEndMessageSchema = Type.Object({
  uniqueFinding: uniqueFindingSchema,
  at: Type.String(),
  attempt: Type.Optional(Type.Integer()),
});

export type StatusEndMessage = Static<typeof statusEndMessageSchema>;

/** What one run of the timer takes; the next goes on. */
const mostAtOnce = 1_000;
const rowsAtOnce = 8;

/** Lets temporary statuses end at their time, without waiting for a scan. */
export class StatusEnds {
  constructor(
    private readonly ends: StatusEndStore,
    private readonly findings: FindingIngest,
    private readonly rules: RuleStore,
    private readonly queue: TicketWorkQueue,
    private readonly sender: QueueSender,
  ) {}

  /** Asks for what is due. Whatever is in the queue is forgotten here; a crash between the two asks again. */
  async askForDue(now: Date): Promise<number> {
    const due = await this.ends.due(now, mostAtOnce);
    await this.sender.send(
      queues.statusEnd,
      due.map(({ at, uniqueFinding }) => ({
        body: { uniqueFinding, at },
        messageId: `status-end|${at}|${findingPartition(uniqueFinding)}`,
      })),
    );
    await inParallel(due, rowsAtOnce, (end) => this.ends.remove(end));
    return due.length;
  }

  /** Idempotent: what ends is decided from the finding as it is, and so is the ticket work that follows. */
  async end({ uniqueFinding, at }: StatusEndMessage): Promise<void> {
    const { wanted } = await this.findings.ingest(uniqueFinding, [], await this.rules.recent());
    await this.queue.enqueue(`status-end|${at}`, wanted);
  }
}

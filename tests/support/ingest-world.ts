import { EventClosings } from '../../shared/nucleus/event-closings';
import { EventStore } from '../../shared/nucleus/event-store';
import { likelyExpiryFields } from '../../shared/nucleus/finding';
import { FindingIngest } from '../../shared/nucleus/finding-ingest';
import { FindingStore } from '../../shared/nucleus/finding-store';
import { ScanIngest } from '../../shared/nucleus/ingest-scan';
import { StatusEndStore } from '../../shared/nucleus/status-end-store';
import { NucleusIntake } from '../../shared/nucleus/intake';
import type { NucleusEvent } from '../../shared/nucleus/event-schema';
import { scanIngestMessageSchema } from '../../shared/nucleus/scan-ingest-message';
import { validated } from '../../shared/http/validate';
import { queues } from '../../shared/messaging/queues';
import type { Rule } from '../../shared/rules/rule';
import { RuleStore } from '../../shared/rules/rule-store';
import { tableKey } from '../../shared/storage/table-key';
import { publishedKey } from '../../shared/tickets/decide-ticket-work';
import type { TicketShare } from '../../shared/tickets/ticket-messages';
import { TicketWorkQueue } from '../../shared/tickets/ticket-work-queue';
import { CrashError, CrashPoint } from './crash';
import { MemorySender } from './memory-sender';
import { MemoryTable } from './memory-table';

/** Everything that takes events in, over tables and queues in memory. */
export class IngestWorld {
  readonly crash = new CrashPoint();
  readonly findingTable = new MemoryTable(this.crash);
  readonly eventTable = new MemoryTable(this.crash);
  readonly ruleTable = new MemoryTable(this.crash);
  readonly statusEndTable = new MemoryTable(this.crash);
  readonly sender = new MemorySender(this.crash);
  /** How often the process died. */
  deaths = 0;
  private process = this.start();

  get findings(): FindingStore {
    return this.process.findings;
  }

  get events(): EventStore {
    return this.process.events;
  }

  async addRules(...rules: Rule[]): Promise<void> {
    for (const rule of rules) {
      await this.ruleTable.write([
        { action: 'upsert', partitionKey: 'rule', rowKey: tableKey(rule.id), value: rule },
      ]);
    }
  }

  accept(event: NucleusEvent) {
    return this.process.intake.accept(event);
  }

  /** Delivers the messages of an event, as the queue does until they are completed: at least once. */
  async deliver(eventId: string): Promise<{ matched: number; work: number }> {
    const messages = this.sender
      .bodies(queues.scanIngest)
      .map((body) => validated(scanIngestMessageSchema, body))
      .filter((message) => message.eventId === eventId);
    const done = { matched: 0, work: 0 };
    for (const message of messages) {
      const { matched, work } = await this.process.ingest.ingest(message);
      done.matched += matched;
      done.work += work;
    }
    return done;
  }

  async take(event: NucleusEvent): Promise<{ matched: number; work: number }> {
    await this.accept(event);
    return this.deliver(event.id);
  }

  /** Does what the functions behind the queues do to a share, so that its ticket reflects the counts. */
  async publish({ uniqueFinding, group }: TicketShare): Promise<void> {
    const rules = await new RuleStore(this.ruleTable).list();
    await this.findings.updateShare(uniqueFinding, group, (share) => {
      const rule = rules.find(({ id }) => id === share.ruleId);
      return {
        ...share,
        ticketId: share.ticketId ?? `ticket-of-${share.ruleId}`,
        ...(rule ? { published: publishedKey(rule, share) } : {}),
      };
    });
  }

  /** Runs a step; if the process dies in it, starts a new one and runs it again, as sender and queue would. */
  async survive<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
      this.deaths++;
      this.crash.revive();
      this.process = this.start();
      return step();
    }
  }

  private start() {
    const findings = new FindingStore(this.findingTable);
    const events = new EventStore(this.eventTable);
    const queue = new TicketWorkQueue(this.sender);
    const dialect = { expiryFields: likelyExpiryFields, furtherRemediated: [] };
    return {
      findings,
      events,
      intake: new NucleusIntake(events, this.sender, () => dialect),
      ingest: new ScanIngest(
        new FindingIngest(findings, new StatusEndStore(this.statusEndTable)),
        new RuleStore(this.ruleTable),
        events,
        queue,
        new EventClosings(events, queue),
      ),
    };
  }
}

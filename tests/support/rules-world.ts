import type { AzureDevOpsClients, WorkItem } from '../../shared/azure-devops/client';
import { ConnectorAccess } from '../../shared/connectors/connector-access';
import { ConnectorStore } from '../../shared/connectors/connector-store';
import { ProblemError } from '../../shared/errors';
import { validated } from '../../shared/http/validate';
import { queues, type QueueName } from '../../shared/messaging/queues';
import { EventClosings } from '../../shared/nucleus/event-closings';
import { EventStore } from '../../shared/nucleus/event-store';
import { likelyExpiryFields } from '../../shared/nucleus/finding';
import { FindingIngest } from '../../shared/nucleus/finding-ingest';
import { FindingStore } from '../../shared/nucleus/finding-store';
import { ScanIngest } from '../../shared/nucleus/ingest-scan';
import { NucleusIntake } from '../../shared/nucleus/intake';
import { scanIngestMessageSchema } from '../../shared/nucleus/scan-ingest-message';
import { StatusEndStore } from '../../shared/nucleus/status-end-store';
import { statusEndMessageSchema, StatusEnds } from '../../shared/nucleus/status-ends';
import type { RawFinding } from '../../shared/nucleus/finding';
import { RuleAdministration } from '../../shared/rules/rule-administration';
import { RuleBackfill, ruleBackfillMessageSchema } from '../../shared/rules/rule-backfill';
import { RulePreview } from '../../shared/rules/rule-preview';
import { RuleStore } from '../../shared/rules/rule-store';
import { applyWorkItem } from '../../shared/sync/apply-work-item';
import { toWorkItemFacts } from '../../shared/sync/work-item-facts';
import { AutoClose } from '../../shared/tickets/auto-close';
import { RuleTicketCreation } from '../../shared/tickets/create-rule-ticket';
import { CreationClaims } from '../../shared/tickets/creation-claims';
import { GroupTickets } from '../../shared/tickets/group-tickets';
import { TicketRefreshing } from '../../shared/tickets/refresh-tickets';
import { RuleShares } from '../../shared/tickets/rule-share';
import { TicketSuccession } from '../../shared/tickets/succeed-ticket';
import { TicketTelling } from '../../shared/tickets/tell-tickets';
import type { Ticket } from '../../shared/tickets/ticket';
import { TicketContents } from '../../shared/tickets/ticket-content';
import { TicketCreator } from '../../shared/tickets/ticket-creator';
import {
  autoCloseMessageSchema,
  createTicketMessageSchema,
  updateTicketMessageSchema,
} from '../../shared/tickets/ticket-messages';
import { TicketStore } from '../../shared/tickets/ticket-store';
import { TicketWorkQueue } from '../../shared/tickets/ticket-work-queue';
import { RuleTicketUpdate } from '../../shared/tickets/update-rule-ticket';
import { WorkReports } from '../../shared/tickets/work-reports';
import { aConnector } from './builders/a-connector';
import { aWorkItemType, workflows } from './builders/a-work-item-type';
import { aScan } from './builders/an-event';
import { CrashError, CrashPoint } from './crash';
import { type Identity, MemoryAzureDevOps } from './memory-azure-devops';
import { MemorySecrets } from './memory-secrets';
import { MemorySender, type SentMessage } from './memory-sender';
import { MemoryTable } from './memory-table';

const publicBaseUrl = () => 'https://connector.example';

/** More deliveries of one message than any history needs. */
const mostDeliveries = 40;

export const developer: Identity = { id: 'd-1', displayName: 'Ravi Thorne' };

const mappedFields = ['Microsoft.VSTS.Common.Priority', 'Microsoft.VSTS.Scheduling.TargetDate'];

/** Everything that turns findings into tickets by rules, over tables, queues and an organization in memory. */
export class RulesWorld {
  readonly crash = new CrashPoint();
  readonly sender = new MemorySender(this.crash);
  readonly azureDevOps = new MemoryAzureDevOps(
    aWorkItemType(workflows.agileBug, { fields: mappedFields }),
    this.crash,
  );
  private readonly table = {
    findings: new MemoryTable(this.crash),
    tickets: new MemoryTable(this.crash),
    index: new MemoryTable(this.crash),
    rules: new MemoryTable(this.crash),
    events: new MemoryTable(this.crash),
    claims: new MemoryTable(this.crash),
    statusEnds: new MemoryTable(this.crash),
    connectors: new MemoryTable(),
  };
  /** What passes before a message that failed comes again, such as time. */
  onRetry: () => void = () => undefined;
  private readonly delivered = new Set<SentMessage>();
  private process = this.start();

  get parts() {
    return this.process;
  }

  async connect(): Promise<void> {
    await new ConnectorStore(this.table.connectors).save(aConnector());
  }

  /** A new process: what the old one had in memory is gone. */
  restart(): void {
    this.crash.revive();
    this.process = this.start();
  }

  /** Runs a step; if the process dies in it, starts a new one and runs it again, as its sender would. */
  async survive<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
      this.restart();
      return step();
    }
  }

  /** Takes a scan of a day of March 2026 in. */
  async scan(id: string, day: number, findings: RawFinding[]): Promise<void> {
    await this.parts.intake.accept(aScan(id, day, findings));
  }

  /**
   * Delivers messages until there are none. A message that fails in passing comes again; a process that dies is replaced.
   * @param choose which of so many waiting messages comes next; in order if not given
   * @param atOnce messages handled at the same time
   */
  async settle(choose: (waiting: number) => number = () => 0, atOnce = 1): Promise<void> {
    const deliveries = new Map<SentMessage, number>();
    for (;;) {
      const waiting = this.waiting();
      if (waiting.length === 0) return;
      const batch: SentMessage[] = [];
      while (batch.length < atOnce && waiting.length > 0)
        batch.push(...waiting.splice(choose(waiting.length), 1));
      const results = await Promise.allSettled(batch.map((message) => this.handle(message)));
      let died = false;
      for (const [position, result] of results.entries()) {
        const message = batch[position];
        if (!message) continue;
        if (result.status === 'fulfilled') this.complete(message);
        else {
          const count = (deliveries.get(message) ?? 0) + 1;
          deliveries.set(message, count);
          died ||= result.reason instanceof CrashError;
          if (!died && !(result.reason instanceof ProblemError)) throw result.reason;
          if (count > mostDeliveries) throw result.reason;
          this.onRetry();
        }
      }
      if (died) this.restart();
    }
  }

  /** Scheduled messages come when everything else is done. */
  private waiting(): SentMessage[] {
    const all = this.sender.taken.filter((message) => !this.delivered.has(message));
    const now = all.filter(({ scheduledFor }) => scheduledFor === undefined);
    return now.length > 0 ? now : all;
  }

  /** By the time that a scheduled message comes, no other of its id is sent that was meant to be one with it. */
  private complete(message: SentMessage): void {
    if (message.scheduledFor === undefined) this.delivered.add(message);
    else this.sender.taken.splice(this.sender.taken.indexOf(message), 1);
  }

  /** What a developer does in ADO; its webhook comes at once. */
  async act(workItemId: number, fields: Record<string, unknown>): Promise<void> {
    const workItem = this.azureDevOps.act(workItemId, fields, developer);
    await this.survive(() => this.hear(workItem));
  }

  private async hear({ id, rev, fields }: WorkItem): Promise<void> {
    const ticketId = await this.parts.tickets.idByWorkItem('connector-1', id);
    if (ticketId === undefined) return;
    const { states } = aWorkItemType(workflows.agileBug);
    const category = states.find(({ name }) => name === fields['System.State'])?.category;
    await this.parts.tickets.change(ticketId, (ticket) =>
      applyWorkItem(ticket, {
        rev,
        facts: toWorkItemFacts(fields, category),
        source: 'azure-devops-webhook',
        at: new Date().toISOString(),
      }),
    );
  }

  /** All tickets, in the order of their work items. */
  async allTickets(): Promise<Ticket[]> {
    const { rows } = await this.parts.tickets.page({ connectorId: 'connector-1' }, 1_000);
    const tickets = await Promise.all(rows.map(({ value }) => this.parts.tickets.get(value.id)));
    return tickets.sort((a, b) => a.record.workItemId - b.record.workItemId);
  }

  private handle({ queue, body }: SentMessage): Promise<unknown> {
    const { parts } = this;
    const handlers: Partial<Record<QueueName, () => Promise<unknown>>> = {
      [queues.scanIngest]: () => parts.scanIngest.ingest(validated(scanIngestMessageSchema, body)),
      [queues.ticketCreate]: () => parts.creation.create(validated(createTicketMessageSchema, body)),
      [queues.ticketUpdate]: () => parts.updates.update(validated(updateTicketMessageSchema, body)),
      [queues.autoClose]: () => parts.autoClose.close(validated(autoCloseMessageSchema, body)),
      [queues.ruleBackfill]: () => parts.backfill.run(validated(ruleBackfillMessageSchema, body)),
      [queues.statusEnd]: () => parts.statusEnds.end(validated(statusEndMessageSchema, body)),
    };
    return handlers[queue]?.() ?? Promise.resolve();
  }

  private start() {
    const { table, sender } = this;
    const clients: AzureDevOpsClients = {
      for: () => this.azureDevOps,
      verifyToken: () => Promise.resolve(''),
      forget: () => undefined,
      close: () => Promise.resolve(),
    };
    const dialect = { expiryFields: likelyExpiryFields, furtherRemediated: [] };
    const connectors = new ConnectorAccess(
      new ConnectorStore(table.connectors),
      new MemorySecrets(),
      clients,
    );
    const findings = new FindingStore(table.findings);
    const tickets = new TicketStore(table.tickets, table.index);
    const rules = new RuleStore(table.rules);
    const events = new EventStore(table.events);
    const queue = new TicketWorkQueue(sender);
    const groups = new GroupTickets(table.index);
    const shares = new RuleShares(findings, rules, queue);
    const reports = new WorkReports(events);
    const contents = new TicketContents(findings);
    const creator = new TicketCreator(new CreationClaims(table.claims), tickets, publicBaseUrl);
    const succession = new TicketSuccession(tickets, shares, groups, contents, connectors, creator);
    const refreshing = new TicketRefreshing(tickets, contents, connectors, succession, sender);
    const telling = new TicketTelling(tickets, shares, groups);
    const updates = new RuleTicketUpdate(shares, telling, refreshing, sender, reports);
    const statusEndStore = new StatusEndStore(table.statusEnds);
    const ingest = new FindingIngest(findings, statusEndStore);
    const backfill = new RuleBackfill(rules, findings, ingest, queue, sender);
    const administration = new RuleAdministration(rules, connectors, findings, backfill);
    return {
      findings,
      tickets,
      rules,
      events,
      updates,
      backfill,
      administration,
      preview: new RulePreview(rules, administration, findings),
      intake: new NucleusIntake(events, sender, () => dialect),
      scanIngest: new ScanIngest(ingest, rules, events, queue, new EventClosings(events, queue)),
      statusEnds: new StatusEnds(statusEndStore, ingest, rules, queue, sender),
      creation: new RuleTicketCreation(shares, groups, contents, connectors, creator, updates, reports),
      autoClose: new AutoClose(shares, updates, sender, reports),
    };
  }
}

import { ConnectorAccess } from '../../shared/connectors/connector-access';
import { ConnectorStore } from '../../shared/connectors/connector-store';
import { fits } from '../../shared/http/validate';
import { createLogger } from '../../shared/logger';
import { FindingStore } from '../../shared/nucleus/finding-store';
import { BulkClosure } from '../../shared/operations/bulk-closure';
import { OperationStore } from '../../shared/operations/operation-store';
import { createReconciliation } from '../../shared/reconciliation/create-reconciliation';
import { RuleStore } from '../../shared/rules/rule-store';
import { Leases } from '../../shared/storage/lease';
import { CommentSync } from '../../shared/sync/comment-sync';
import { StateCategories } from '../../shared/sync/state-categories';
import { parseWorkItemEvent } from '../../shared/sync/work-item-event';
import {
  toWorkItemEventMessage,
  workItemEventMessageSchema,
} from '../../shared/sync/work-item-event-message';
import { toWorkItemFacts } from '../../shared/sync/work-item-facts';
import { WorkItemSync } from '../../shared/sync/work-item-sync';
import { CreationCheck } from '../../shared/tickets/creation-check';
import { CreationClaims } from '../../shared/tickets/creation-claims';
import { ManualTickets } from '../../shared/tickets/manual-tickets';
import type { Ticket } from '../../shared/tickets/ticket';
import { TicketComments } from '../../shared/tickets/ticket-comments';
import { TicketCreator } from '../../shared/tickets/ticket-creator';
import { TicketStore } from '../../shared/tickets/ticket-store';
import { TicketWorkQueue } from '../../shared/tickets/ticket-work-queue';
import { aConnector } from './builders/a-connector';
import { CrashPoint } from './crash';
import { FakeAzureDevOps, theConnector } from './fake-azure-devops';
import { type Delivery, FakeOrganization } from './fake-organization';
import { MemorySecrets } from './memory-secrets';
import { MemorySender } from './memory-sender';
import { MemoryTable } from './memory-table';

const ignore = () => undefined;
const quiet = createLogger({ log: ignore, warn: ignore, error: ignore });
const publicBaseUrl = () => 'https://connector.example';

/** Tickets of before are no young tickets: what their work items say comes by webhook or in the reported revisions. */
const longAgo = '2025-01-01T00:00:00.000Z';

/** Everything that keeps tickets and work items the same, over tables and an organization in memory. */
export class SyncWorld {
  readonly connector = aConnector({ createdAt: '2026-01-01T00:00:00.000Z', identityId: theConnector.id });
  readonly crash = new CrashPoint();
  readonly organization = new FakeOrganization();
  readonly azureDevOps = new FakeAzureDevOps(this.organization, this.crash);
  readonly sender = new MemorySender(this.crash);
  private readonly connectors = new ConnectorStore(new MemoryTable());
  private readonly ticketTable = new MemoryTable(this.crash);
  private readonly indexTable = new MemoryTable(this.crash);
  private readonly progressTable = new MemoryTable(this.crash);
  private readonly workflowTable = new MemoryTable(this.crash);
  readonly claimTable = new MemoryTable(this.crash);
  readonly ruleTable = new MemoryTable(this.crash);
  private readonly operationTable = new MemoryTable(this.crash);
  private readonly findingTable = new MemoryTable(this.crash);
  private process = this.start();

  async begin(): Promise<void> {
    await this.connectors.save(this.connector);
  }

  get tickets(): TicketStore {
    return this.process.tickets;
  }

  get parts() {
    return this.process;
  }

  /** A process was killed: the next knows nothing but what is stored, and minutes have passed. */
  restart(): void {
    this.crash.revive();
    this.process = this.start();
  }

  /** A work item of ours, and its ticket as it is stored after that. */
  makeWorkItem(title: string): Ticket {
    const item = this.organization.create('Payments', 'Bug', { 'System.Title': title }, theConnector);
    const facts = toWorkItemFacts(this.organization.fieldsOf(item.id), 'Proposed');
    return {
      record: {
        ...facts,
        id: `ticket-${item.id}`,
        connectorId: this.connector.id,
        workItemId: item.id,
        workItemUrl: `https://dev.azure.com/blue-harbor/_workitems/edit/${item.id}`,
        rev: item.revisions.length,
        severity: undefined,
        source: 'manual',
        status: 'active',
        createdAt: longAgo,
        updatedAt: longAgo,
        syncedAt: longAgo,
      },
      findings: [],
      comments: [],
      timeline: [],
    };
  }

  /** What webhook and queue make of a delivery. */
  async deliver(delivery: Delivery): Promise<void> {
    const event = parseWorkItemEvent(delivery);
    if ('ignored' in event) throw new Error(`Ignored: ${event.ignored}`);
    const message: unknown = JSON.parse(
      JSON.stringify(toWorkItemEventMessage(event, this.connector.id, new Date().toISOString())),
    );
    if (!fits(workItemEventMessageSchema, message)) throw new Error('The message does not fit its schema.');
    await this.process.sync.sync(message, quiet);
  }

  /** The rows that find tickets were never written. */
  async loseList(): Promise<void> {
    const partitionKey = `list|${this.connector.id}`;
    for (const { rowKey } of await this.indexTable.list(partitionKey))
      await this.indexTable.write([{ action: 'delete', partitionKey, rowKey }]);
  }

  reconcile() {
    return this.process.reconciliation.run(this.connector.id, 'timer', quiet);
  }

  private start() {
    const tickets = new TicketStore(this.ticketTable, this.indexTable);
    const access = new ConnectorAccess(this.connectors, new MemorySecrets(), {
      for: () => this.azureDevOps,
      verifyToken: () => Promise.resolve(''),
      forget: ignore,
      close: () => Promise.resolve(),
    });
    const categories = new StateCategories(this.workflowTable);
    const comments = new CommentSync(tickets);
    const claims = new CreationClaims(this.claimTable);
    const operations = new OperationStore(this.operationTable);
    const findings = new FindingStore(this.findingTable);
    const creator = new TicketCreator(claims, tickets, publicBaseUrl);
    return {
      tickets,
      claims,
      operations,
      findings,
      sync: new WorkItemSync(tickets, access, categories, comments),
      posting: new TicketComments(tickets, access, publicBaseUrl),
      manual: new ManualTickets(tickets, access, creator, new CreationCheck(), publicBaseUrl, () => ({
        expiryFields: [],
        furtherRemediated: [],
      })),
      reconciliation: createReconciliation({
        table: this.progressTable,
        // A lease of the process before has run out.
        leases: new Leases(new MemoryTable(this.crash)),
        connectorAccess: access,
        tickets,
        categories,
        comments,
        claims,
        operations,
        bulkClosure: new BulkClosure(tickets, access, operations, this.sender),
        findings,
        rules: new RuleStore(this.ruleTable),
        ticketWork: new TicketWorkQueue(this.sender),
      }),
    };
  }
}

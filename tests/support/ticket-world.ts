import { randomUUID } from 'node:crypto';
import { listen } from '../../local/listen';
import type { ProcessName } from '../../local/azure-devops/options';
import { latest } from '../../local/azure-devops/model/work-item';
import { Simulator } from '../../local/azure-devops/simulator';
import { createAzureDevOpsClients } from '../../shared/azure-devops/create-clients';
import { ConnectorAccess } from '../../shared/connectors/connector-access';
import { ConnectorStore } from '../../shared/connectors/connector-store';
import { likelyExpiryFields } from '../../shared/nucleus/finding';
import { BulkClosure } from '../../shared/operations/bulk-closure';
import { CloseChunk } from '../../shared/operations/close-chunk';
import { OperationStore } from '../../shared/operations/operation-store';
import { CreationCheck } from '../../shared/tickets/creation-check';
import { CreationClaims } from '../../shared/tickets/creation-claims';
import { ManualTickets } from '../../shared/tickets/manual-tickets';
import { TicketCreator } from '../../shared/tickets/ticket-creator';
import { TicketStore } from '../../shared/tickets/ticket-store';
import type { OutgoingMessage } from '../../shared/messaging/queue-sender';
import { createLogger } from '../../shared/logger';
import { inParallel } from '../../shared/in-parallel';
import { bulkCloseMessageSchema } from '../../shared/operations/bulk-close-message';
import type { OperationView } from '../../shared/operations/operation';
import type { Ticket } from '../../shared/tickets/ticket';
import type { NewTicket } from '../../shared/tickets/ticket-input';
import { validated } from '../../shared/http/validate';
import { aConnector } from './builders/a-connector';
import { CrashPoint } from './crash';
import { MemorySecrets } from './memory-secrets';
import { MemorySender } from './memory-sender';
import { MemoryTable } from './memory-table';

const ignore = () => undefined;
const quiet = createLogger({ log: ignore, warn: ignore, error: ignore });

const publicBaseUrl = () => 'https://connector.example';

/** A person that work items can be assigned to. */
export const developer = { displayName: 'Ravi Thorne', uniqueName: 'ravi@quarry.example' };

/**
 * Everything that makes and moves tickets in this process: the real client over a socket to the simulator, tables and
 * queues in memory. One project per process template, named like its process.
 */
export class TicketWorld {
  readonly connector = aConnector({ id: `connector-${randomUUID()}`, organization: 'Quarry-Works' });
  readonly simulator: Simulator;
  readonly sender = new MemorySender();
  /** Ends the process at a call to its tables; what ADO was told stays told. */
  readonly crash = new CrashPoint();
  readonly claimTable = new MemoryTable(this.crash);
  readonly tickets = new TicketStore(new MemoryTable(this.crash), new MemoryTable(this.crash));
  readonly operations = new OperationStore(new MemoryTable(this.crash));
  readonly claims = new CreationClaims(this.claimTable);
  readonly creator = new TicketCreator(this.claims, this.tickets, publicBaseUrl);
  instanceUrl = '';
  private readonly connectors = new ConnectorStore(new MemoryTable());
  private stopEverything: () => Promise<void> = () => Promise.resolve();
  private opened: ReturnType<TicketWorld['open']> | undefined;

  constructor() {
    const processes: ProcessName[] = ['Agile', 'Scrum', 'CMMI', 'Basic'];
    const organization = {
      name: this.connector.organization,
      tenantId: this.connector.tenantId,
      projects: processes.map((process) => ({ name: process, process })),
      members: [{ displayName: 'Connector', token: 'connector-token' }, developer],
    };
    this.simulator = new Simulator({
      organizations: [organization],
      tokens: { jwksUri: 'http://localhost:9' },
    });
  }

  async start(): Promise<void> {
    const server = this.simulator.createServer();
    const host = `localhost:${await listen(server)}`;
    this.simulator.setBaseUrl(`http://${host}`);
    const clients = createAzureDevOpsClients({
      allowedHosts: [host],
      requestToken: () => Promise.resolve({ token: 'connector-token', expiresOn: Date.now() + 3_600_000 }),
    });
    this.instanceUrl = `http://${host}`;
    await this.connectors.save({ ...this.connector, instanceUrl: this.instanceUrl });
    this.opened = this.open(new ConnectorAccess(this.connectors, new MemorySecrets(), clients));
    this.stopEverything = async () => {
      await clients.close();
      server.closeAllConnections();
      server.close();
      await this.simulator.serviceHooks.stop();
    };
  }

  stop(): Promise<void> {
    return this.stopEverything();
  }

  get organization() {
    const [organization] = this.simulator.organizations;
    if (!organization) throw new Error('The simulator has no organization.');
    return organization;
  }

  /** What is started with the world. */
  get parts() {
    if (!this.opened) throw new Error('Start the world first.');
    return this.opened;
  }

  /** A work item as it is in ADO. */
  workItem(id: number) {
    const item = this.organization.workItems.get(id);
    if (!item) throw new Error(`There is no work item ${id}.`);
    return latest(item);
  }

  /** Creates tickets by hand, eight at a time. */
  createTickets(count: number, more: Partial<NewTicket> = {}): Promise<Ticket[]> {
    const titles = Array.from({ length: count }, (_, position) => `Loose plank ${position + 1}`);
    return inParallel(titles, 8, (title) =>
      this.parts.manualTickets.create(
        {
          connectorId: this.connector.id,
          project: 'Agile',
          workItemType: 'Bug',
          descriptionFormat: 'markdown',
          title,
          ...more,
        },
        undefined,
      ),
    );
  }

  /** Closes tickets in bulk and does the work that this asks for. */
  async close(tickets: readonly Ticket[], state: string): Promise<OperationView> {
    const operationId = await this.parts.bulkClosure.start({
      ticketIds: tickets.map(({ record }) => record.id),
      state,
    });
    await this.runBulkClose();
    return this.operations.view(operationId);
  }

  /** Does what the messages in the queue bulk-close ask for, each once; what fails is told. */
  async runBulkClose(): Promise<unknown[]> {
    const messages = this.sender.taken.splice(0);
    const runs = await Promise.allSettled(messages.map((message) => this.runChunk(message)));
    return runs.flatMap((run): unknown[] => (run.status === 'rejected' ? [run.reason as unknown] : []));
  }

  /** Does what one message of the queue bulk-close asks for. */
  async runChunk(message: OutgoingMessage | undefined): Promise<void> {
    await this.parts.closeChunk.run(validated(bulkCloseMessageSchema, message?.body), quiet);
  }

  private open(access: ConnectorAccess) {
    const dialect = { expiryFields: likelyExpiryFields, furtherRemediated: [] };
    return {
      access,
      manualTickets: new ManualTickets(
        this.tickets,
        access,
        this.creator,
        new CreationCheck(),
        publicBaseUrl,
        () => dialect,
      ),
      bulkClosure: new BulkClosure(this.tickets, access, this.operations, this.sender),
      closeChunk: new CloseChunk(this.operations, this.tickets, access),
    };
  }
}

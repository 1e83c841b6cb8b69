import { randomUUID } from 'node:crypto';
import { addHyperlink } from '../azure-devops/json-patch';
import type { ConnectorAccess } from '../connectors/connector-access';
import { ConflictError, InvalidRequestError, NotFoundError, UnprocessableError } from '../errors';
import type { StatusDialect } from '../nucleus/finding';
import { highestSeverity } from '../nucleus/severity';
import type { Remember } from '../storage/run-once';
import { toWorkItemFacts } from '../sync/work-item-facts';
import type { CreationCheck } from './creation-check';
import { applyOwnWrite } from './own-write';
import type { Ticket, TicketFinding } from './ticket';
import type { Creation, TicketCreator } from './ticket-creator';
import { toTicketFindings } from './ticket-findings';
import type { LinkTicket, NewTicket } from './ticket-input';
import type { TicketStore } from './ticket-store';
import { ticketUrl } from './ticket-url';
import { WorkItemMover } from './work-item-mover';

/** A person, as far as a key tells. */
const actor = 'API';

/** What people do with single tickets: create, link, move, let go. */
export class ManualTickets {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
    private readonly creator: TicketCreator,
    private readonly check: CreationCheck,
    private readonly publicBaseUrl: () => string,
    private readonly dialect: () => StatusDialect,
  ) {}

  /**
   * @param idempotencyKey requests with the same key make one ticket
   * @param remember told the ticket's id before the claim of its key is let go
   * @throws UnprocessableError unknown-state and its kin, or what ADO's rules say
   */
  async create(
    input: NewTicket,
    idempotencyKey?: string,
    remember: Remember = () => Promise.resolve(),
  ): Promise<Ticket> {
    const findings = toTicketFindings(input.findings ?? [], this.dialect(), new Date());
    const { title = titleFrom(findings) } = input;
    if (title === undefined) {
      throw new InvalidRequestError('Give a title, or a finding that has a name.', [
        { pointer: '/title', message: 'is required where no finding has a name' },
      ]);
    }
    const organization = await this.connectors.open(input.connectorId);
    await this.check.check(organization, input);
    const creation: Creation = {
      group: idempotencyKey === undefined ? `manual|${randomUUID()}` : `manual|key|${idempotencyKey}`,
      draft: { ...input, title },
      source: 'manual',
      findings,
      severity: highestSeverity(findings.map(({ severity }) => severity)),
      changeSource: 'api',
      actor,
    };
    const ticket = await this.creator
      .create(
        organization,
        creation,
        () => Promise.resolve(true),
        ({ record }) => remember(record.id),
      )
      .catch(async (error: unknown) => {
        throw await this.check.explain(organization.azureDevOps, input, error);
      });
    if (!ticket)
      throw new ConflictError('creation-in-progress', 'The ticket is being created by another request.');
    return ticket;
  }

  /** Ties findings to a work item that people made. @throws ConflictError work-item-linked @throws NotFoundError */
  async link({ connectorId, workItemId, findings: raw = [] }: LinkTicket): Promise<Ticket> {
    const findings = toTicketFindings(raw, this.dialect(), new Date());
    const { azureDevOps, connector } = await this.connectors.open(connectorId);
    const known = await this.tickets.idByWorkItem(connectorId, workItemId);
    if (known !== undefined) {
      throw new ConflictError(
        'work-item-linked',
        `The work item ${workItemId} belongs to the ticket ${known}.`,
        {
          ticketId: known,
        },
      );
    }
    const workItem = await azureDevOps.findWorkItem(workItemId);
    if (!workItem) throw new NotFoundError('work item', String(workItemId));
    const id = randomUUID();
    const linked = await azureDevOps.updateWorkItem(workItemId, [
      addHyperlink(ticketUrl(this.publicBaseUrl(), id), 'Nucleus ticket'),
    ]);
    const facts = toWorkItemFacts(linked.fields, undefined);
    const type = await azureDevOps.workItemType(facts.project, facts.workItemType);
    const now = new Date().toISOString();
    const ticket: Ticket = {
      record: {
        ...facts,
        stateCategory: type.states.find(({ name }) => name === facts.state)?.category,
        id,
        connectorId: connector.id,
        workItemId,
        workItemUrl: linked.webUrl,
        rev: linked.rev,
        severity: highestSeverity(findings.map(({ severity }) => severity)),
        source: 'linked',
        status: 'active',
        createdAt: now,
        updatedAt: now,
        syncedAt: now,
      },
      findings,
      comments: [],
      timeline: [{ at: now, source: 'api', actor, event: 'linked', rev: linked.rev }],
    };
    await this.tickets.create(ticket);
    return ticket;
  }

  /** Moves the work item to a state, over other states if its workflow asks for them. @throws ProblemError as ADO says */
  async move(ticketId: string, state: string): Promise<Ticket> {
    const { record } = await this.tickets.get(ticketId);
    if (record.status !== 'active') {
      throw new UnprocessableError(
        'ticket-not-active',
        record.status === 'deleted'
          ? `The work item ${record.workItemId} is deleted. Restore it in Azure DevOps first.`
          : 'This ticket was unlinked from its work item.',
      );
    }
    const organization = await this.connectors.open(record.connectorId);
    const { azureDevOps } = organization;
    await this.check.checkMove(organization, record, state);
    const [outcome] = await new WorkItemMover(azureDevOps, false).move([{ ticket: record, state }]);
    if (outcome?.status === 'failed') throw await this.check.explain(azureDevOps, record, outcome.error);
    const workItem = outcome?.workItem;
    if (!workItem) return this.tickets.get(ticketId);
    return this.tickets.change(ticketId, (stored) =>
      applyOwnWrite(stored, {
        workItem,
        category: outcome.category,
        since: outcome.since,
        source: 'api',
        actor,
        record: { closedByConnector: false },
      }),
    );
  }

  /** Lets go of the work item, which stays as it is. Doing it twice is fine. @throws NotFoundError */
  async unlink(ticketId: string): Promise<void> {
    await this.tickets.change(ticketId, ({ record }) =>
      record.status === 'unlinked'
        ? undefined
        : {
            record: { status: 'unlinked' },
            timeline: [{ at: new Date().toISOString(), source: 'api', actor, event: 'unlinked' }],
          },
    );
  }
}

const titleFrom = ([first]: readonly TicketFinding[]) =>
  first && (first.name ?? `Finding ${first.id.findingNumber}`);

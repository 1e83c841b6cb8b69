import type { AzureDevOpsClient, WorkItem, WorkItemType } from '../azure-devops/client';
import { ReplyLostError } from '../azure-devops/errors';
import type { ConnectedOrganization } from '../connectors/connector-access';
import { ProblemError } from '../errors';
import { toWorkItemFacts } from '../sync/work-item-facts';
import { invocationLog } from '../telemetry/invocation';
import type { CreationClaim, CreationClaims } from './creation-claims';
import { findCreatedWorkItem } from './find-created-work-item';
import { knownDescription } from './known-description';
import { applyOwnWrite } from './own-write';
import { planCreation } from './plan-creation';
import type { ChangeSource, Ticket, TicketFinding, TicketRecord } from './ticket';
import type { TicketStore } from './ticket-store';
import { ticketUrl } from './ticket-url';
import { toCreateOperations, type WorkItemDraft } from './work-item-draft';
import { WorkItemMover } from './work-item-mover';

/** A ticket to be made with its work item. */
export interface Creation {
  /** What there may be one ticket of: a rule's share of a finding, an idempotency key. */
  group: string;
  draft: WorkItemDraft;
  source: TicketRecord['source'];
  ruleId?: string;
  /** What a rule keeps with its ticket. */
  ofGroup?: Pick<TicketRecord, 'group' | 'groupValues' | 'managed'>;
  findings: TicketFinding[];
  severity: string | undefined;
  /** For the timeline. */
  changeSource: ChangeSource;
  actor: string;
}

/** Makes work items with their tickets: one per group, whatever is retried, raced or killed (promise 1). */
export class TicketCreator {
  constructor(
    private readonly claims: CreationClaims,
    private readonly tickets: TicketStore,
    private readonly publicBaseUrl: () => string,
  ) {}

  /**
   * Claims the group, creates, stores, walks to the wanted state, tells the caller's own records (`settle`), and lets go
   * of the claim; whoever comes after a crash goes on from where it was. `settle` is told whether the ticket is what an
   * earlier attempt has left, made of what was known then.
   * @param stillWanted asked under the claim, before anything is created
   * @returns undefined when it is not wanted any more
   * @throws ConflictError creation-in-progress
   */
  async create(
    organization: ConnectedOrganization,
    creation: Creation,
    stillWanted: () => Promise<boolean>,
    settle: (ticket: Ticket, adopted: boolean) => Promise<void>,
  ): Promise<Ticket | undefined> {
    const { draft, group } = creation;
    const { azureDevOps, connector } = organization;
    const type = await azureDevOps.workItemType(draft.project, draft.workItemType);
    planCreation(type, draft.state);
    const held = await this.claims.claim({
      group,
      connectorId: connector.id,
      project: draft.project,
      workItemType: draft.workItemType,
    });
    const { claim, takenOver, signal } = held;
    const left = takenOver ? await this.leftBehind(organization, creation, claim, type) : undefined;
    let ticket = left;
    if (!ticket) {
      if (!(await stillWanted())) {
        await this.claims.release(claim);
        return undefined;
      }
      const workItem = await this.createWorkItem(azureDevOps, draft, type, claim, signal);
      ticket = await this.store(organization, creation, claim, type, workItem);
    }
    ticket = await this.walk(azureDevOps, ticket, creation, type);
    await settle(ticket, left !== undefined);
    await this.claims.release(claim);
    return ticket;
  }

  /** Whether somebody holds the claim of a group, or has left it behind. */
  isUnderWay(connectorId: string, group: string): Promise<boolean> {
    return this.claims.isHeld(connectorId, group);
  }

  /** What an attempt that was cut off has left: its ticket, or only its work item. */
  private async leftBehind(
    organization: ConnectedOrganization,
    creation: Creation,
    claim: CreationClaim,
    type: WorkItemType,
  ): Promise<Ticket | undefined> {
    const stored = await this.tickets.find(claim.ticketId);
    if (stored) {
      // It may have been cut off before the rows by which the ticket is found.
      await this.tickets.create(stored);
      return stored;
    }
    const workItem = await findCreatedWorkItem(organization.azureDevOps, claim);
    return workItem && this.store(organization, withoutManaged(creation), claim, type, workItem);
  }

  private async createWorkItem(
    azureDevOps: AzureDevOpsClient,
    draft: WorkItemDraft,
    type: WorkItemType,
    claim: CreationClaim,
    signal: AbortSignal,
  ): Promise<WorkItem> {
    const operations = await toCreateOperations(draft, type, ticketUrl(this.publicBaseUrl(), claim.ticketId));
    try {
      return await azureDevOps.createWorkItem(draft.project, draft.workItemType, operations, { signal });
    } catch (error) {
      if (error instanceof ReplyLostError) {
        const found = await findCreatedWorkItem(azureDevOps, claim);
        if (found) return found;
        // It may still come to be: the claim stays, and its next holder looks again.
        throw error;
      }
      if (error instanceof ProblemError) await this.claims.release(claim);
      throw error;
    }
  }

  private async store(
    { connector }: ConnectedOrganization,
    creation: Creation,
    claim: CreationClaim,
    type: WorkItemType,
    workItem: WorkItem,
  ): Promise<Ticket> {
    const state = workItem.fields['System.State'];
    const category = type.states.find(({ name }) => name === state)?.category;
    const now = new Date().toISOString();
    const ticket: Ticket = {
      record: {
        ...toWorkItemFacts(workItem.fields, category),
        id: claim.ticketId,
        connectorId: connector.id,
        workItemId: workItem.id,
        workItemUrl: workItem.webUrl,
        rev: workItem.rev,
        severity: creation.severity,
        source: creation.source,
        ...(creation.ruleId === undefined ? {} : { ruleId: creation.ruleId }),
        ...creation.ofGroup,
        status: 'active',
        createdAt: now,
        updatedAt: now,
        syncedAt: now,
      },
      findings: creation.findings,
      ...describedBy(workItem),
      comments: [],
      timeline: [
        {
          at: now,
          source: creation.changeSource,
          actor: creation.actor,
          event: 'created',
          rev: workItem.rev,
        },
      ],
    };
    await this.tickets.create(ticket);
    // What Azure DevOps tells later names the work item only: this line leads from there back to the event.
    const { id: ticketId, connectorId, workItemId } = ticket.record;
    invocationLog.info('ticket created', { ticketId, connectorId, workItemId });
    return ticket;
  }

  /** On to the state that was asked for. A step that ADO refuses leaves the ticket where it is, and says so in its timeline. */
  private async walk(
    azureDevOps: AzureDevOpsClient,
    ticket: Ticket,
    creation: Creation,
    type: WorkItemType,
  ): Promise<Ticket> {
    const { state } = creation.draft;
    if (state === undefined || planCreation(type, state).length === 0) return ticket;
    const mover = new WorkItemMover(azureDevOps, false);
    const [outcome] = await mover.move([{ ticket: ticket.record, state }]);
    const { changeSource: source, actor } = creation;
    return this.tickets.change(ticket.record.id, (stored) => {
      if (outcome?.status === 'failed') {
        const note = `The state "${state}" could not be set: ${outcome.error.message}`;
        return { timeline: [{ at: new Date().toISOString(), source, actor, event: 'changed', note }] };
      }
      if (!outcome?.workItem) return undefined;
      const { workItem, category, since } = outcome;
      return applyOwnWrite(stored, { workItem, category, since, source, actor });
    });
  }
}

/** Of a work item that another attempt made we do not know what it says: it counts as out of date. */
function withoutManaged(creation: Creation): Creation {
  const { ofGroup } = creation;
  return ofGroup?.managed
    ? { ...creation, ofGroup: { ...ofGroup, managed: { part: '', fields: {} } } }
    : creation;
}

function describedBy(workItem: WorkItem): Pick<Ticket, 'description'> {
  const description = knownDescription(workItem);
  return description ? { description } : {};
}

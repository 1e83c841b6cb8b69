import type { AzureDevOpsClient, Comment, StateCategory, WorkItem } from '../azure-devops/client';
import type { ConnectedOrganization, ConnectorAccess } from '../connectors/connector-access';
import type { Logger } from '../logger';
import { toSafeHtml } from '../text/safe-html';
import type { Ticket, TicketComment, WorkItemFacts } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import { applyComment } from './apply-comment';
import { applyWorkItem, type WorkItemNews } from './apply-work-item';
import { identityName } from './identity-name';
import { numberOf, stringOf } from './lenient-json';
import type { WorkItemEventMessage } from './work-item-event-message';
import { toWorkItemFacts } from './work-item-facts';

/**
 * The work of the queue work-item-events: brings news of a work item into its ticket. A full delivery costs no request
 * to ADO, a thin one costs one. Safe to run twice, late or in any order: revisions and comment ids decide.
 */
export class WorkItemSync {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
  ) {}

  async sync(message: WorkItemEventMessage, log: Logger): Promise<void> {
    const { connectorId, workItemId, eventType } = message;
    const ticketId = await this.tickets.idByWorkItem(connectorId, workItemId);
    if (ticketId === undefined) {
      log.info('event of a work item that is none of ours', { connectorId, workItemId, eventType });
      return;
    }
    const ticket = await this.tickets.find(ticketId);
    if (!ticket || ticket.record.status === 'unlinked') return;
    const organization = await this.connectors.open(connectorId);
    await this.syncFacts(organization, ticket, message);
    await this.syncComments(organization.azureDevOps, ticket, message);
  }

  private async syncFacts(
    organization: ConnectedOrganization,
    ticket: Ticket,
    message: WorkItemEventMessage,
  ): Promise<void> {
    const news = await this.newsOf(organization.azureDevOps, ticket, message);
    if (!news || news.rev <= ticket.record.rev) return;
    await this.tickets.change(ticket.record.id, (stored) => applyWorkItem(stored, news));
  }

  private async newsOf(
    azureDevOps: AzureDevOpsClient,
    ticket: Ticket,
    message: WorkItemEventMessage,
  ): Promise<WorkItemNews | undefined> {
    const { record } = ticket;
    const deleted = message.eventType === 'workitem.deleted';
    // Late or repeated: nothing to learn, nothing to read.
    if (message.rev !== undefined && message.rev <= record.rev) return undefined;
    const common = { source: 'azure-devops-webhook' as const, at: message.receivedAt };
    const told: Pick<WorkItem, 'rev' | 'fields'> | undefined =
      message.fields && message.rev !== undefined && stringOf(message.fields['System.State']) !== undefined
        ? { rev: message.rev, fields: message.fields }
        : deleted
          ? undefined
          : await azureDevOps.findWorkItem(message.workItemId);
    if (!told) {
      // A deleted work item cannot be read any more; what we know of it stays, one revision on.
      return deleted
        ? { ...common, rev: message.rev ?? record.rev + 1, facts: factsOf(record), deleted }
        : undefined;
    }
    const actor = identityName(told.fields['System.ChangedBy']);
    const facts = toWorkItemFacts(told.fields, undefined);
    const stateCategory = await categoryOf(azureDevOps, ticket, facts);
    return {
      ...common,
      rev: told.rev,
      facts: { ...facts, stateCategory },
      ...(deleted ? { deleted } : {}),
      ...(actor === undefined ? {} : { actor }),
    };
  }

  /** A commented event brings its comment; where it does not, or where the number of comments differs, they are read. */
  private async syncComments(
    azureDevOps: AzureDevOpsClient,
    { record, comments }: Ticket,
    message: WorkItemEventMessage,
  ): Promise<void> {
    if (message.comment) {
      const comment = await fromEvent(message.comment, message);
      await this.tickets.change(record.id, (stored) => applyComment(stored, comment));
      return;
    }
    if (message.eventType !== 'workitem.commented') return;
    const known = comments.filter(({ deleted }) => deleted !== true).length;
    if (numberOf(message.fields?.['System.CommentCount']) === known && known > 0) return;
    const page = await azureDevOps.comments(record.project, record.workItemId);
    for (const listed of page.comments) {
      const comment = await fromList(listed);
      await this.tickets.change(record.id, (stored) => applyComment(stored, comment));
    }
  }
}

/** Where state and type are as they were, so is the category: no question to ADO. */
async function categoryOf(
  azureDevOps: AzureDevOpsClient,
  { record }: Ticket,
  facts: { project: string; workItemType: string; state: string },
): Promise<StateCategory | undefined> {
  const { project, workItemType, state } = facts;
  const same = record.project === project && record.workItemType === workItemType && record.state === state;
  if (same && record.stateCategory !== undefined) return record.stateCategory;
  const find = async (fresh: boolean) =>
    (await azureDevOps.workItemType(project, workItemType, { fresh })).states.find(
      ({ name }) => name === state,
    )?.category;
  // A state that the cached type does not have was added meanwhile.
  return (await find(false)) ?? find(true);
}

const factsOf = ({
  project,
  workItemType,
  title,
  state,
  stateCategory,
  reason,
  assignedTo,
  priority,
  areaPath,
  tags,
}: WorkItemFacts): WorkItemFacts => ({
  project,
  workItemType,
  title,
  state,
  stateCategory,
  reason,
  assignedTo,
  priority,
  areaPath,
  tags,
});

async function fromEvent(
  comment: NonNullable<WorkItemEventMessage['comment']>,
  message: WorkItemEventMessage,
): Promise<TicketComment> {
  return {
    id: comment.id,
    author: identityName(message.fields?.['System.ChangedBy']) ?? 'Azure DevOps',
    html: await toSafeHtml(comment.text, comment.format),
    createdAt: stringOf(message.fields?.['System.ChangedDate']) ?? message.receivedAt,
    source: 'azure-devops',
    ...(comment.version === undefined ? {} : { version: comment.version }),
  };
}

const fromList = async (comment: Comment): Promise<TicketComment> => ({
  id: comment.id,
  author: comment.createdBy,
  html: await toSafeHtml(comment.text, comment.format),
  createdAt: comment.createdAt,
  source: 'azure-devops',
  version: comment.version,
  ...(comment.modifiedAt === undefined ? {} : { modifiedAt: comment.modifiedAt }),
  ...(comment.deleted ? { deleted: true } : {}),
});

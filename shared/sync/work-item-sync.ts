import type { AzureDevOpsClient, WorkItem } from '../azure-devops/client';
import type { ConnectedOrganization, ConnectorAccess } from '../connectors/connector-access';
import type { Logger } from '../logger';
import type { Ticket, TicketRecord } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import { applyWorkItem } from './apply-work-item';
import type { CommentSync } from './comment-sync';
import { asksForComments } from './decide-comment-read';
import { stringOf } from './lenient-json';
import { newsOfRevision, type ToldRevision } from './news-of-revision';
import type { StateCategories } from './state-categories';
import type { WorkItemEventMessage } from './work-item-event-message';

const source = 'azure-devops-webhook' as const;

/**
 * The work of the queue work-item-events: brings news of a work item into its ticket. A full delivery costs no request
 * to ADO, a thin one costs one. Safe to run twice, late or in any order: revisions and comment ids decide.
 */
export class WorkItemSync {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
    private readonly categories: StateCategories,
    private readonly comments: CommentSync,
  ) {}

  async sync(message: WorkItemEventMessage, log: Logger): Promise<void> {
    const { connectorId, workItemId, eventType } = message;
    const ticketId = await this.tickets.idByWorkItem(connectorId, workItemId);
    if (ticketId === undefined) {
      log.info('event of a work item that is none of ours', { connectorId, workItemId, eventType });
      return;
    }
    const before = await this.tickets.find(ticketId);
    if (!before || before.record.status === 'unlinked') return;
    const organization = await this.connectors.open(connectorId);
    const ticket = await this.syncFacts(organization, before, message);
    const { comment } = message;
    if (comment) await this.comments.take(organization, ticketId, { ...message, comment });
    else if (asksForComments(ticket, message, toldNews(before, ticket)))
      await this.comments.readAll(organization, ticket, source);
  }

  /** @returns the ticket as it is then */
  private async syncFacts(
    organization: ConnectedOrganization,
    ticket: Ticket,
    message: WorkItemEventMessage,
  ): Promise<Ticket> {
    const told = await toldBy(organization.azureDevOps, ticket.record, message);
    if (!told || told.workItem.rev <= ticket.record.rev) return ticket;
    const news = await newsOfRevision(this.categories, organization, ticket.record, told);
    return this.tickets.change(ticket.record.id, (stored) => applyWorkItem(stored, news));
  }
}

/** Whether the ticket shows something else than before. */
const toldNews = (before: Ticket, after: Ticket) => after.timeline.length > before.timeline.length;

/** What a delivery says of its work item, asked for where it brings no details; undefined when that is nothing new. */
async function toldBy(
  azureDevOps: AzureDevOpsClient,
  record: TicketRecord,
  message: WorkItemEventMessage,
): Promise<ToldRevision | undefined> {
  const { rev, fields, eventType, receivedAt: at } = message;
  // Late or repeated: nothing to learn, nothing to read.
  if (rev !== undefined && rev <= record.rev) return undefined;
  const deleted = eventType === 'workitem.deleted';
  if (deleted && rev === undefined && record.status === 'deleted') return undefined;
  if (fields && rev !== undefined && stringOf(fields['System.State']) !== undefined) {
    return { workItem: { rev, fields }, source, at, deleted, mayBeOfComment: !explainsRevision(message) };
  }
  // The update that comes with every comment tells the rest.
  if (eventType === 'workitem.commented') return undefined;
  const workItem = await azureDevOps.findWorkItem(message.workItemId);
  // Found: then a deletion is over again, whatever came late of it.
  if (workItem) return { workItem, source, at, mayBeOfComment: true };
  // That a work item cannot be read says nothing; that it was deleted does, and then it cannot be read.
  return deleted ? { workItem: asLastKnown(record, rev), source, at, deleted } : undefined;
}

/** Whether a delivery says what its revision changed: else that may have been a comment. */
const explainsRevision = ({ eventType, comment, changesNoField, isRenderedLater }: WorkItemEventMessage) =>
  eventType === 'workitem.updated'
    ? changesNoField !== true && isRenderedLater !== true
    : eventType === 'workitem.commented' && comment !== undefined;

/** A deleted work item cannot be read any more: what we know of it stays, one revision on. */
const asLastKnown = (record: TicketRecord, rev = record.rev + 1): Pick<WorkItem, 'rev' | 'fields'> => ({
  rev,
  fields: {
    'System.TeamProject': record.project,
    'System.WorkItemType': record.workItemType,
    'System.Title': record.title,
    'System.State': record.state,
    'System.Reason': record.reason,
    'System.AssignedTo': record.assignedTo,
    'System.AreaPath': record.areaPath,
    'System.Tags': record.tags.join('; '),
    'Microsoft.VSTS.Common.Priority': record.priority,
  },
});

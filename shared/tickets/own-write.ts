import type { WorkItem } from '../azure-devops/client';
import { isObject, stringOf } from '../sync/lenient-json';
import { applyWorkItem } from '../sync/apply-work-item';
import { toWorkItemFacts } from '../sync/work-item-facts';
import { plainTextHtml } from '../text/plain-text-html';
import type { ChangeSource, StateCategory, Ticket, TicketComment, TicketRecord } from './ticket';
import type { TicketChange } from './ticket-store';

export interface OwnWrite {
  workItem: WorkItem;
  category: StateCategory | undefined;
  source: ChangeSource;
  actor: string;
  /** The revision that our writing began on; what lies between it and what is stored is somebody else's. */
  since?: number;
  /** What our record says besides, for example that the connector closed it. */
  record?: Pick<TicketRecord, 'closedByConnector'>;
}

/** The comment that a write of ours brought along, under the id that ADO gave it: so it is known when it comes back. */
function ownComment({ workItem, actor }: OwnWrite, at: string): TicketComment | undefined {
  const { commentVersionRef, fields } = workItem;
  const text = stringOf(fields['System.History']);
  if (!commentVersionRef || text === undefined) return undefined;
  const { commentId: id, version } = commentVersionRef;
  return { id, version, author: actor, html: plainTextHtml(text), createdAt: at, source: 'nucleus' };
}

/**
 * Decides what a write of ours does to its ticket. Its webhook may have been faster: then the facts are known already,
 * and only what a webhook cannot know is added.
 */
export function applyOwnWrite(ticket: Ticket, write: OwnWrite): TicketChange | undefined {
  const { workItem, category, source, actor, record, since = ticket.record.rev } = write;
  const at = new Date().toISOString();
  const facts = toWorkItemFacts(workItem.fields, category);
  const news = applyWorkItem(ticket, { rev: workItem.rev, facts, source, actor, at, since });
  const comment = ownComment(write, at);
  const known = ticket.comments.find(({ id }) => id === comment?.id);
  const comments = comment && known?.source !== 'nucleus' ? { comments: [comment] } : {};
  if (news) return { ...news, ...comments, record: { ...news.record, ...record } };
  // A later revision speaks for itself, unless the state is still the one that we have set.
  const { rev, stateChangedAt } = ticket.record;
  const stands =
    rev === workItem.rev || (stateChangedAt !== undefined && stateChangedAt === facts.stateChangedAt);
  if (record && stands) return { ...comments, record };
  return comments.comments && comments;
}

/** Whether the newest revision of a work item is an identity's own (VSID). */
export function isChangedBy(workItem: WorkItem | undefined, identityId: string): boolean {
  const changedBy = workItem?.fields['System.ChangedBy'];
  return isObject(changedBy) && stringOf(changedBy.id)?.toLowerCase() === identityId;
}

import type { Ticket } from '../tickets/ticket';
import type { WorkItemEventMessage } from './work-item-event-message';

/** How many comments we show of a work item. */
export const commentsShown = ({ comments }: Pick<Ticket, 'comments'>): number =>
  comments.filter(({ deleted }) => deleted !== true).length;

/** Whether a ticket lacks a comment, or shows one too many, by what its work item says of itself. */
export const commentsDiffer = (ticket: Pick<Ticket, 'record' | 'comments'>): boolean =>
  ticket.record.commentCount !== undefined && ticket.record.commentCount !== commentsShown(ticket);

/**
 * Decides whether a delivery asks for reading the comments of its work item. A new comment brings its text along, in a
 * commented event; an edit or a deletion is told by an update that changes no field (facts: azure-devops.md section 6.8).
 * @param ticket as it is once the delivery's facts are applied
 * @param told whether the delivery said something new of the work item itself
 */
export function asksForComments(ticket: Ticket, message: WorkItemEventMessage, told: boolean): boolean {
  if (ticket.record.status !== 'active' || message.comment) return false;
  if (message.eventType === 'workitem.commented') return true;
  if (message.eventType === 'workitem.restored') return commentsDiffer(ticket);
  if (message.eventType !== 'workitem.updated') return false;
  const hasAny = ticket.comments.length > 0 || (ticket.record.commentCount ?? 0) > 0;
  if (!hasAny) return false;
  // Without details nobody can tell what the update was: if it changed nothing that we keep, it may be a comment.
  const isSilent = message.fields ? message.changesNoField === true : !told;
  return isSilent || commentsShown(ticket) > (ticket.record.commentCount ?? 0);
}

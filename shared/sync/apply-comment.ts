import type { Ticket, TicketComment } from '../tickets/ticket';
import type { TicketChange } from '../tickets/ticket-store';

/**
 * Decides what news of a comment does to its ticket. Comments are known by their id, never by their text; a version that
 * is not newer changes nothing, and one of our own coming back stays ours.
 */
export function applyComment(ticket: Ticket, comment: TicketComment): TicketChange | undefined {
  const known = ticket.comments.find(({ id }) => id === comment.id);
  if (known && (known.version ?? 1) >= (comment.version ?? 1)) return undefined;
  const kept = known ? { source: known.source, author: known.author, createdAt: known.createdAt } : {};
  return {
    comments: [{ ...comment, ...kept }],
    timeline: [
      {
        at: comment.modifiedAt ?? comment.createdAt,
        source: 'azure-devops-webhook',
        event: 'commented',
        actor: comment.author,
      },
    ],
  };
}

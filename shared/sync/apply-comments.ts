import type { ChangeSource, Ticket, TicketComment, TimelineEntry } from '../tickets/ticket';
import type { TicketChange } from '../tickets/ticket-store';

/** Nothing brings a deleted comment back; its deletion counts even if it came without a version of its own. */
function isNews(known: TicketComment | undefined, comment: TicketComment): boolean {
  if (!known) return true;
  if (known.deleted === true) return false;
  return comment.deleted === true || (comment.version ?? 1) > (known.version ?? 1);
}

const eventOf = (known: TicketComment | undefined, comment: TicketComment): TimelineEntry['event'] =>
  comment.deleted === true ? 'comment-deleted' : known ? 'comment-edited' : 'commented';

/**
 * Decides what news of comments does to their ticket. Comments are known by their id, never by their text; a version that
 * is not newer changes nothing, and one of our own coming back stays ours. One that was made and deleted before we
 * heard of it is only kept so that a late delivery cannot bring it back.
 */
export function applyComments(
  ticket: Ticket,
  comments: readonly TicketComment[],
  source: ChangeSource,
): TicketChange | undefined {
  const changed: TicketComment[] = [];
  const timeline: TimelineEntry[] = [];
  for (const comment of comments) {
    const known = ticket.comments.find(({ id }) => id === comment.id);
    if (!isNews(known, comment)) continue;
    const kept = known ? { source: known.source, author: known.author, createdAt: known.createdAt } : {};
    const ours = known?.postKey === undefined ? {} : { postKey: known.postKey };
    changed.push({ ...comment, ...kept, ...ours });
    if (!known && comment.deleted === true) continue;
    timeline.push({
      at: comment.modifiedAt ?? comment.createdAt,
      source,
      event: eventOf(known, comment),
      actor: comment.author,
      commentId: comment.id,
    });
  }
  return changed.length === 0 ? undefined : { comments: changed, timeline };
}

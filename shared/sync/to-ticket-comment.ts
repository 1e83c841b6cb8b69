import type { Comment } from '../azure-devops/client';
import { toSafeHtml } from '../text/safe-html';
import { readOwnComment } from '../tickets/read-own-comment';
import type { TicketComment } from '../tickets/ticket';
import { identityName } from './identity-name';
import { stringOf } from './lenient-json';
import type { WorkItemEventMessage } from './work-item-event-message';

/** A table row holds some 500,000 characters; nobody reads a comment of more than this. */
const longestComment = 250_000;

const safeHtml = (text: string, format: Comment['format']) =>
  toSafeHtml(text.slice(0, longestComment), format);

/** Whose comments may be ours. */
export interface CommentOwner {
  ticketId: string;
  /** Our own identity in the organization (VSID). */
  identityId: string;
}

/** One of ours keeps the author and the words it was posted with, whatever brings it back. */
function unlessOurs(
  comment: TicketComment,
  authorId: string | undefined,
  owner: CommentOwner,
): TicketComment {
  if (authorId !== undefined && authorId !== owner.identityId) return comment;
  const ours = readOwnComment(comment.html, owner.ticketId);
  return ours ? { ...comment, ...ours, source: 'nucleus' } : comment;
}

/** The comment that a delivery brings. */
export async function fromDelivery(
  message: WorkItemEventMessage & { comment: NonNullable<WorkItemEventMessage['comment']> },
  owner: CommentOwner,
): Promise<TicketComment> {
  const { comment, fields = {}, revisedById, receivedAt } = message;
  return unlessOurs(
    {
      id: comment.id,
      author: identityName(fields['System.ChangedBy']) ?? 'Azure DevOps',
      html: await safeHtml(comment.text, comment.format),
      createdAt: stringOf(fields['System.ChangedDate']) ?? receivedAt,
      source: 'azure-devops',
      ...(comment.version === undefined ? {} : { version: comment.version }),
    },
    revisedById,
    owner,
  );
}

/** A comment as ADO lists it. */
export async function fromList(comment: Comment, owner: CommentOwner): Promise<TicketComment> {
  return unlessOurs(
    {
      id: comment.id,
      author: comment.createdBy,
      html: await safeHtml(comment.text, comment.format),
      createdAt: comment.createdAt,
      source: 'azure-devops',
      version: comment.version,
      ...(comment.modifiedAt === undefined ? {} : { modifiedAt: comment.modifiedAt }),
      ...(comment.deleted ? { deleted: true } : {}),
    },
    comment.createdById,
    owner,
  );
}

import type { Identity } from '../identity';
import { renderComment } from './render-comment';
import { commitRevision, nextMoment } from './commit-revision';
import { isoDate } from './dates';
import { without } from './field-values';
import type { Organization } from './organization';
import { type Comment, latest, type WorkItem } from './work-item';
import { checkMayWrite } from './write-checks';

/** Adds a comment to the item's list; the revision that tells of it is the caller's to make. */
export function newComment(
  organization: Organization,
  item: WorkItem,
  text: string,
  format: Comment['format'],
  actor: Identity,
  at: string,
): Comment {
  const comment: Comment = {
    id: organization.nextCommentId(),
    version: 1,
    text,
    format,
    createdBy: actor,
    createdDate: at,
    modifiedBy: actor,
    modifiedDate: at,
    isDeleted: false,
    earlier: [],
  };
  item.comments.push(comment);
  return comment;
}

/** Makes a revision that says something about a comment. */
function tellOfComment(
  organization: Organization,
  item: WorkItem,
  comment: Comment,
  actor: Identity,
  now: Date,
  isNew: boolean,
): void {
  const { fields, relations, multilineFieldsFormat } = latest(item);
  const html = renderComment(comment);
  commitRevision(
    organization,
    item,
    {
      fields: {
        ...without(fields, 'System.History'),
        'System.ChangedDate': isoDate(now),
        'System.ChangedBy': actor,
        'System.CommentCount': item.comments.filter(({ isDeleted }) => !isDeleted).length,
        ...(isNew && { 'System.History': html }),
      },
      relations,
      multilineFieldsFormat,
      ...(isNew && { commentVersionRef: { commentId: comment.id, version: comment.version } }),
    },
    { kind: 'updated', actor, at: now, ...(isNew && { comment: html }) },
  );
}

/** Adds a comment: the revision goes up by one and two events are fired (facts: azure-devops.md section 4.7). */
export function addComment(
  organization: Organization,
  item: WorkItem,
  text: string,
  format: Comment['format'],
  actor: Identity,
): Comment {
  checkMayWrite(organization, actor);
  const now = nextMoment(item);
  const comment = newComment(organization, item, text, format, actor, isoDate(now));
  tellOfComment(organization, item, comment, actor, now, true);
  return comment;
}

/** Rewrites or deletes a comment: an updated event only (facts: section 6.8). */
export function changeComment(
  organization: Organization,
  item: WorkItem,
  comment: Comment,
  change: Partial<Pick<Comment, 'text' | 'format' | 'isDeleted'>>,
  actor: Identity,
): Comment {
  checkMayWrite(organization, actor);
  const now = nextMoment(item);
  const { version, text, format, modifiedBy, modifiedDate, isDeleted } = comment;
  comment.earlier.push({ version, text, format, modifiedBy, modifiedDate, isDeleted });
  Object.assign(comment, change, { version: version + 1, modifiedBy: actor, modifiedDate: isoDate(now) });
  tellOfComment(organization, item, comment, actor, now, false);
  return comment;
}

import { createHash, randomUUID } from 'node:crypto';
import type { AzureDevOpsClient, Comment, CommentPage } from '../azure-devops/client';
import { ReplyLostError } from '../azure-devops/errors';
import type { ConnectorAccess } from '../connectors/connector-access';
import { NotFoundError, UnprocessableError } from '../errors';
import { toSafeHtml } from '../text/safe-html';
import { attributedComment } from './comment-text';
import type { TicketComment, TimelineEntry } from './ticket';
import type { NewComment } from './ticket-input';
import type { TicketStore } from './ticket-store';
import { ticketUrl } from './ticket-url';
import { toCommentView } from './ticket-view';

/** Comments that people write in Nucleus, on their way to the work item. */
export class TicketComments {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorAccess,
    private readonly publicBaseUrl: () => string,
  ) {}

  /**
   * Posts a comment and stores it under the id that ADO gives it, so that it is recognised when it comes back.
   * @param idempotencyKey the same key posts once
   */
  async post(
    ticketId: string,
    { text, format, author }: NewComment,
    idempotencyKey: string | undefined,
  ): Promise<TicketComment> {
    const { record, comments } = await this.tickets.get(ticketId);
    if (record.status !== 'active') {
      throw new UnprocessableError(
        'ticket-not-active',
        'The work item of this ticket is deleted or unlinked.',
      );
    }
    const key = keyOf(idempotencyKey);
    const link = `${ticketUrl(this.publicBaseUrl(), ticketId)}/comments#${key}`;
    const html = await toSafeHtml(text, format);
    const { azureDevOps } = await this.connectors.open(record.connectorId);
    const known = idempotencyKey === undefined ? undefined : comments.find(({ postKey }) => postKey === key);
    if (known) return known;
    const posted = await this.postOnce(
      azureDevOps,
      record,
      attributedComment(html, author, link),
      key,
      idempotencyKey !== undefined,
    );
    const comment: TicketComment = {
      id: posted.id,
      author: author ?? posted.createdBy,
      html,
      createdAt: posted.createdAt,
      source: 'nucleus',
      version: posted.version,
      postKey: key,
    };
    const entry: TimelineEntry = {
      at: comment.createdAt,
      source: 'api',
      event: 'commented',
      actor: comment.author,
      commentId: comment.id,
    };
    await this.tickets.change(ticketId, (stored) => {
      const known = stored.comments.find(({ id }) => id === comment.id);
      // Its own delivery was faster: then it has been told already, and may have been edited since.
      if (!known) return { comments: [comment], timeline: [entry] };
      return known.postKey === key ? undefined : { comments: [{ ...known, ...ours(comment) }] };
    });
    return comment;
  }

  /** A comment as the API shows it. @throws NotFoundError */
  async view(ticketId: string, commentId: number): Promise<ReturnType<typeof toCommentView>> {
    const { comments } = await this.tickets.get(ticketId);
    const comment = comments.find(({ id }) => id === commentId);
    if (!comment) throw new NotFoundError('comment', String(commentId));
    return toCommentView(comment);
  }

  private async postOnce(
    azureDevOps: AzureDevOpsClient,
    { project, workItemId }: { project: string; workItemId: number },
    html: string,
    key: string,
    repeated: boolean,
  ): Promise<Comment> {
    const find = async () => {
      let page: CommentPage | undefined;
      do {
        page = await azureDevOps.comments(project, workItemId, page?.continuationToken);
        const found = page.comments.find(({ text }) => text.includes(`/comments#${key}`));
        if (found) return found;
      } while (page.continuationToken !== undefined);
      return undefined;
    };
    const earlier = repeated ? await find() : undefined;
    if (earlier) return earlier;
    try {
      return await azureDevOps.addComment(project, workItemId, html, 'html');
    } catch (error) {
      const found = error instanceof ReplyLostError ? await find() : undefined;
      if (found) return found;
      throw error;
    }
  }
}

/** What a delivery of our own comment cannot know for certain. */
const ours = ({ author, source, postKey }: TicketComment) => ({ author, source, postKey });

/** Nobody can guess it, and the same request has the same. */
const keyOf = (idempotencyKey: string | undefined) =>
  idempotencyKey === undefined
    ? randomUUID()
    : createHash('sha256').update(idempotencyKey).digest('base64url').slice(0, 24);

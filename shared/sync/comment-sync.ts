import { NotFoundOrNotVisibleError } from '../azure-devops/errors';
import type { ConnectedOrganization } from '../connectors/connector-access';
import { inParallel } from '../in-parallel';
import { inPortions } from '../messaging/in-portions';
import type { ChangeSource, Ticket, TicketComment } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import { applyComments } from './apply-comments';
import { commentsDiffer } from './decide-comment-read';
import { readComments } from './read-comments';
import { fromDelivery, fromList } from './to-ticket-comment';
import type { WorkItemEventMessage } from './work-item-event-message';

/** A transaction has 100 rows at most: the header, and three for each comment (itself, its entry, its callback). */
const commentsPerChange = 30;

/** Long texts are sanitised this many at a time. */
const atOnce = 8;

/** Brings comments of work items into their tickets, one by one as deliveries bring them or all as ADO lists them. */
export class CommentSync {
  constructor(private readonly tickets: TicketStore) {}

  /**
   * The comment that a delivery brings, without asking ADO, unless the delivery is late and the comment is one more than
   * we know there to be: then it was deleted on the way.
   */
  async take(
    organization: ConnectedOrganization,
    ticketId: string,
    message: WorkItemEventMessage & { comment: NonNullable<WorkItemEventMessage['comment']> },
  ): Promise<void> {
    const { identityId } = organization.connector;
    const comment = await fromDelivery(message, { ticketId, identityId });
    const source = 'azure-devops-webhook';
    const after = await this.tickets.change(ticketId, (stored) => applyComments(stored, [comment], source));
    const isLate = message.rev !== undefined && message.rev < after.record.rev;
    if (isLate && commentsDiffer(after)) await this.readAll(organization, after, source);
  }

  /**
   * Reads all comments of a work item and takes over what differs: additions, edits and deletions.
   * @returns how many differed
   */
  async readAll(
    { azureDevOps, connector }: ConnectedOrganization,
    ticket: Ticket,
    source: ChangeSource,
  ): Promise<number> {
    const { record } = ticket;
    const owner = { ticketId: record.id, identityId: connector.identityId };
    let comments: TicketComment[];
    try {
      const listed = await readComments(azureDevOps, record);
      comments = await inParallel(listed, atOnce, (comment) => fromList(comment, owner));
    } catch (error) {
      // Deleted meanwhile, or out of sight: that says nothing about its comments.
      if (error instanceof NotFoundOrNotVisibleError) return 0;
      throw error;
    }
    const differing = [...gone(ticket, comments), ...comments];
    let changed = 0;
    for (const some of inPortions(differing, commentsPerChange)) {
      await this.tickets.change(record.id, (stored) => {
        const change = applyComments(stored, some, source);
        changed += change?.comments?.length ?? 0;
        return change;
      });
    }
    if (record.commentsInDoubt === true) await this.settle(record.id, record.rev);
    return changed;
  }

  /** The doubt ends, unless the work item has gone on since before the comments were read. */
  private async settle(ticketId: string, rev: number): Promise<void> {
    await this.tickets.change(ticketId, ({ record }) =>
      record.commentsInDoubt === true && record.rev === rev
        ? { record: { commentsInDoubt: false } }
        : undefined,
    );
  }
}

/** Comments that were known before the list was read and are not in it any more. */
const gone = ({ comments }: Ticket, listed: readonly TicketComment[]): TicketComment[] =>
  comments
    .filter((known) => known.deleted !== true && !listed.some(({ id }) => id === known.id))
    .map((known) => ({ ...known, html: '', deleted: true }));

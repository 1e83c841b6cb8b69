import type { ConnectedOrganization } from '../connectors/connector-access';
import { applyWorkItem } from '../sync/apply-work-item';
import type { CommentSync } from '../sync/comment-sync';
import { commentsDiffer } from '../sync/decide-comment-read';
import { newsOfRevision } from '../sync/news-of-revision';
import type { StateCategories } from '../sync/state-categories';
import { factsOf, type Ticket } from '../tickets/ticket';
import type { TicketStore } from '../tickets/ticket-store';
import type { StepCounts } from './report';

/** A work item as ADO has it now. */
export interface CurrentRevision {
  rev: number;
  fields: Record<string, unknown>;
  deleted: boolean;
}

const source = 'reconciliation' as const;

/** Brings one ticket in line with its work item, whatever has not come by webhook. */
export class TicketReconciler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly categories: StateCategories,
    private readonly comments: CommentSync,
  ) {}

  /** @returns what was different */
  async reconcile(
    organization: ConnectedOrganization,
    ticketId: string,
    { rev, fields, deleted }: CurrentRevision,
  ): Promise<StepCounts> {
    const before = await this.tickets.find(ticketId);
    if (!before || before.record.status === 'unlinked') return {};
    const after = await this.bringForward(organization, before, { rev, fields, deleted });
    const changed = after.record !== before.record;
    const mayDiffer = after.record.commentsInDoubt === true || commentsDiffer(after);
    const comments =
      after.record.status === 'active' && mayDiffer
        ? await this.comments.readAll(organization, after, source)
        : 0;
    return {
      ticketsChanged: changed ? 1 : 0,
      ticketsDeleted: changed && after.record.status === 'deleted' ? 1 : 0,
      commentsChanged: comments,
    };
  }

  /** A work item that lies in the recycle bin; which revision that was is not told. */
  async markDeleted(ticketId: string): Promise<StepCounts> {
    const outcome = { changed: 0 };
    await this.tickets.change(ticketId, (stored) => {
      const { record } = stored;
      const at = new Date().toISOString();
      const change =
        record.status === 'active'
          ? applyWorkItem(stored, { rev: record.rev, facts: factsOf(record), source, at, deleted: true })
          : undefined;
      outcome.changed = change ? 1 : 0;
      return change;
    });
    return { ticketsChanged: outcome.changed, ticketsDeleted: outcome.changed };
  }

  private async bringForward(
    organization: ConnectedOrganization,
    ticket: Ticket,
    { rev, fields, deleted }: CurrentRevision,
  ): Promise<Ticket> {
    const { record } = ticket;
    if (rev < record.rev) return ticket;
    const told = { workItem: { rev, fields }, source, at: new Date().toISOString(), deleted };
    const news = await newsOfRevision(this.categories, organization, record, told);
    const outcome = { changed: false };
    const after = await this.tickets.change(record.id, (stored) => {
      // No revision since the one that is stored has come to us by itself: each may have been one of a comment.
      const change = applyWorkItem(stored, { ...news, since: rev });
      outcome.changed = change !== undefined;
      return change;
    });
    return outcome.changed ? after : { ...after, record };
  }
}

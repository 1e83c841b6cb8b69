import { changesBetween } from '../tickets/changes-between';
import type { ChangeSource, StateCategory, Ticket, TimelineEntry, WorkItemFacts } from '../tickets/ticket';
import type { TicketChange } from '../tickets/ticket-store';

/** A work item as of a revision, and where we have it from. */
export interface WorkItemNews {
  rev: number;
  facts: WorkItemFacts;
  source: ChangeSource;
  actor?: string;
  at: string;
  /** The work item is deleted as of this revision. */
  deleted?: boolean;
  /** If it changed nothing that we keep, it may be the edit or the deletion of a comment. */
  mayBeOfComment?: boolean;
  /** The revision before those that this news tells of, where that is not the one just before: our own writes take several. */
  since?: number;
}

const isDone = (category: StateCategory | undefined) => category === 'Completed' || category === 'Removed';

function eventOf(before: Ticket['record'], news: WorkItemNews): TimelineEntry['event'] {
  if (news.deleted) return 'deleted';
  if (before.status === 'deleted') return 'restored';
  // By category, not by name: from Resolved to Closed is no reopening, from New to Active no closing.
  if (!isDone(before.stateCategory) && isDone(news.facts.stateCategory)) return 'closed';
  // A category that is not known says nothing about it.
  const isOpen = news.facts.stateCategory !== undefined && !isDone(news.facts.stateCategory);
  if (isDone(before.stateCategory) && isOpen) return 'reopened';
  return 'changed';
}

/** Whether the state has moved since, though it may be the same again: the revisions between need not have come. */
function stateMoved(before: WorkItemFacts, after: WorkItemFacts): boolean {
  if (before.state !== after.state) return true;
  const { stateChangedAt } = after;
  return (
    before.stateChangedAt !== undefined &&
    stateChangedAt !== undefined &&
    before.stateChangedAt !== stateChangedAt
  );
}

/** Whether a revision that may have changed a comment has not come to us. */
function missesRevision(
  { record, comments }: Ticket,
  { rev, since = rev - 1, facts }: WorkItemNews,
): boolean {
  return since > record.rev && (comments.length > 0 || facts.commentCount !== 0);
}

/** The reporting API may correct what a delivery without details has left to guess, within one revision. */
const corrects = ({ record }: Ticket, news: WorkItemNews) =>
  news.source === 'reconciliation' &&
  news.rev === record.rev &&
  ((news.deleted === true) !== (record.status === 'deleted') ||
    changesBetween(record, news.facts).length > 0);

/**
 * Decides what news of a work item does to its ticket. The revision decides: what is not newer than what is stored is
 * late or a repetition, our own writes coming back included, and changes nothing.
 */
export function applyWorkItem(ticket: Ticket, news: WorkItemNews): TicketChange | undefined {
  const { record } = ticket;
  if (record.status === 'unlinked') return undefined;
  if (news.rev <= record.rev && !corrects(ticket, news)) return undefined;
  const changes = changesBetween(record, news.facts);
  const status = news.deleted ? 'deleted' : 'active';
  const event = eventOf(record, news);
  const tells = changes.length > 0 || event !== 'changed';
  // Whoever moved it on has decided anew: our closing is no longer ours to undo.
  const takenOver = record.closedByConnector === true && stateMoved(record, news.facts);
  return {
    record: {
      ...news.facts,
      ...(takenOver || event === 'reopened' ? { closedByConnector: false } : {}),
      ...(missesRevision(ticket, news) || (news.mayBeOfComment === true && !tells)
        ? { commentsInDoubt: true }
        : {}),
      rev: news.rev,
      status,
      syncedAt: news.at,
    },
    ...(tells
      ? {
          timeline: [
            {
              at: news.at,
              source: news.source,
              event,
              rev: news.rev,
              changes,
              ...(news.actor === undefined ? {} : { actor: news.actor }),
            },
          ],
        }
      : {}),
  };
}

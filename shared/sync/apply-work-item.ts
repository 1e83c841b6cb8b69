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

/**
 * Decides what news of a work item does to its ticket. The revision decides: what is not newer than what is stored is
 * late or a repetition, our own writes coming back included, and changes nothing.
 */
export function applyWorkItem(ticket: Ticket, news: WorkItemNews): TicketChange | undefined {
  const { record } = ticket;
  if (record.status === 'unlinked' || news.rev <= record.rev) return undefined;
  const changes = changesBetween(record, news.facts);
  const status = news.deleted ? 'deleted' : 'active';
  const event = eventOf(record, news);
  const tells = changes.length > 0 || event !== 'changed';
  const reopened = event === 'reopened' ? { closedByConnector: false } : {};
  return {
    record: { ...news.facts, ...reopened, rev: news.rev, status, syncedAt: news.at },
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

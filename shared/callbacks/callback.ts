import type { TicketComment, TimelineEntry } from '../tickets/ticket';
import type { TicketView } from '../tickets/ticket-view';

export type CallbackType =
  | 'ticket.created'
  | 'ticket.updated'
  | 'ticket.closed'
  | 'ticket.reopened'
  | 'ticket.commented'
  | 'ticket.deleted';

/** What happened to the ticket: the entry of its timeline, and the comment if it is about one. */
export interface CallbackChange extends TimelineEntry {
  comment?: Omit<TicketComment, 'version' | 'postKey'>;
}

/** The body of a message to Nucleus (Standard Webhooks 1.0, "Payload structure"). */
export interface Callback {
  type: CallbackType;
  /** When it happened, ISO 8601. */
  timestamp: string;
  data: {
    /** Counts the messages of one ticket from 1 without gaps: says their order, and whether one is missing. */
    sequence: number;
    /** The ticket as it was after the change. */
    ticket: TicketView;
    change: CallbackChange;
  };
}

/** A message on its way: a row of its ticket's outbox. The id is the same however often it is sent. */
export interface PendingCallback {
  id: string;
  callback: Callback;
}

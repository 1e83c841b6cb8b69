import type { TicketComment, TimelineEntry } from '../tickets/ticket';
import type { TicketView } from '../tickets/ticket-view';
import type { CallbackChange, PendingCallback } from './callback';
import { callbackTypeOf } from './callback-type';

/** What a change of a ticket leaves behind that others can be told of. */
export interface TicketNews {
  timeline?: readonly TimelineEntry[];
  comments?: readonly TicketComment[];
}

const shown = ({ version: _, postKey: __, ...comment }: TicketComment) => comment;

/** Ids hold no full stop: it separates the parts of what is signed (Standard Webhooks 1.0, "Webhook metadata"). */
export const callbackId = (ticketId: string, sequence: number) =>
  `msg_${ticketId.replaceAll('.', '-')}_${sequence}`;

/**
 * Decides which messages a change asks for: one per entry that it adds to the timeline, in their order. Entries about a
 * comment go with it.
 * @param alreadyTold messages that the ticket has had before
 */
export function callbacksOf(
  ticket: TicketView,
  { timeline = [], comments = [] }: TicketNews,
  alreadyTold: number,
): PendingCallback[] {
  return timeline.map((entry, position): PendingCallback => {
    const sequence = alreadyTold + position + 1;
    const type = callbackTypeOf(entry.event);
    const comment = comments.find(({ id }) => id === entry.commentId);
    const change: CallbackChange = {
      ...entry,
      ...(comment === undefined ? {} : { comment: shown(comment) }),
    };
    return {
      id: callbackId(ticket.id, sequence),
      callback: { type, timestamp: entry.at, data: { sequence, ticket, change } },
    };
  });
}

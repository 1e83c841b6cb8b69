import type { CallbackType } from './callback';

const types: Partial<Record<string, CallbackType>> = {
  created: 'ticket.created',
  linked: 'ticket.created',
  closed: 'ticket.closed',
  reopened: 'ticket.reopened',
  commented: 'ticket.commented',
  'comment-edited': 'ticket.commented',
  'comment-deleted': 'ticket.commented',
  deleted: 'ticket.deleted',
  // For whoever listens both mean the same: the ticket says nothing of a work item any more.
  unlinked: 'ticket.deleted',
};

/** Decides as what an event of a ticket's timeline is told; whatever is none of the great turns is an update. */
export const callbackTypeOf = (event: string): CallbackType => types[event] ?? 'ticket.updated';

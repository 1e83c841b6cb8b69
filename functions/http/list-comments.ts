import { httpFunction } from '../../shared/http/http-function';
import { toCommentView } from '../../shared/tickets/ticket-view';

httpFunction('list-comments', {
  method: 'GET',
  route: 'tickets/{ticketId}/comments',
  role: 'reader',
  handle: async ({ params: { ticketId = '' }, services }) => ({
    body: { items: (await services.tickets.get(ticketId)).comments.map(toCommentView) },
  }),
});

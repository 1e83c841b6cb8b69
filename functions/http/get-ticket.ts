import { httpFunction } from '../../shared/http/http-function';
import { toTicketDetails } from '../../shared/tickets/ticket-view';

/** One ticket with the findings behind it, its comments and its timeline. */
httpFunction('get-ticket', {
  method: 'GET',
  route: 'tickets/{ticketId}',
  role: 'reader',
  handle: async ({ params: { ticketId = '' }, services }) => ({
    body: toTicketDetails(await services.tickets.get(ticketId)),
  }),
});

import { httpFunction } from '../../shared/http/http-function';
import { toTicketDetails } from '../../shared/tickets/ticket-view';

/** Moves a ticket's work item to a state. */
httpFunction('move-ticket', {
  method: 'PATCH',
  route: 'tickets/{ticketId}',
  role: 'operator',
  body: async () => (await import('../../shared/tickets/ticket-input')).moveTicketSchema,
  handle: async ({ params: { ticketId = '' }, body, services }) => ({
    body: toTicketDetails(await services.manualTickets.move(ticketId, body.state)),
  }),
});

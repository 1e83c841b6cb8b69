import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';
import { toTicketDetails } from '../../shared/tickets/ticket-view';

/** Ties findings to a work item that exists already. */
httpFunction('link-ticket', {
  method: 'POST',
  route: 'tickets/link',
  role: 'operator',
  body: async () => (await import('../../shared/tickets/ticket-input')).linkTicketSchema,
  handle: async ({ body, services }) => {
    const ticket = await services.manualTickets.link(body);
    const location = `${config.publicBaseUrl()}/api/tickets/${ticket.record.id}`;
    return { status: 201, body: toTicketDetails(ticket), headers: { location } };
  },
});

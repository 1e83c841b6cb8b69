import { httpFunction } from '../../shared/http/http-function';

/** Lets go of the work item, which stays as it is. */
httpFunction('unlink-ticket', {
  method: 'DELETE',
  route: 'tickets/{ticketId}',
  role: 'operator',
  handle: async ({ params: { ticketId = '' }, services }) => {
    await services.manualTickets.unlink(ticketId);
    return { status: 204 };
  },
});

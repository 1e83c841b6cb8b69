import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';
import { toTicketDetails } from '../../shared/tickets/ticket-view';

/** Creates a work item and its ticket by hand; the same Idempotency-Key creates one. */
httpFunction('create-ticket', {
  method: 'POST',
  route: 'tickets',
  role: 'operator',
  body: async () => (await import('../../shared/tickets/ticket-input')).newTicketSchema,
  handle: async ({ body, header, services }) => {
    const key = idempotencyKeyOf(header);
    const id = await runOnce(
      services.claims,
      'create-ticket',
      key,
      body,
      async (remember) => (await services.manualTickets.create(body, key, remember)).record.id,
    );
    const ticket = await services.tickets.get(id);
    return {
      status: 201,
      body: toTicketDetails(ticket),
      headers: { location: `${config.publicBaseUrl()}/api/tickets/${id}` },
    };
  },
});

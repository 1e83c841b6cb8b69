import { httpFunction } from '../../shared/http/http-function';

/** The states that all selected tickets can be closed to, and why the choice is limited. */
httpFunction('common-states', {
  method: 'POST',
  route: 'tickets/common-states',
  role: 'reader',
  body: async () => (await import('../../shared/operations/bulk-close-input')).commonStatesSchema,
  handle: async ({ body, services }) => ({ body: await services.bulkClosure.commonStates(body.ticketIds) }),
});

import { httpFunction } from '../../shared/http/http-function';
import { commonStatesSchema } from '../../shared/operations/bulk-close-input';

/** The states that all selected tickets can be closed to, and why the choice is limited. */
httpFunction('common-states', {
  method: 'POST',
  route: 'tickets/common-states',
  role: 'reader',
  body: commonStatesSchema,
  handle: async ({ body, services }) => ({ body: await services.bulkClosure.commonStates(body.ticketIds) }),
});

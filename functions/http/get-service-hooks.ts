import { httpFunction } from '../../shared/http/http-function';

/** The subscriptions as they are in ADO, and what is missing or too much. */
httpFunction('get-service-hooks', {
  method: 'GET',
  route: 'connectors/{connectorId}/service-hooks',
  role: 'reader',
  handle: async ({ params: { connectorId = '' }, services }) => ({
    body: await services.serviceHooks.view(await services.connectorAccess.open(connectorId)),
  }),
});

import { httpFunction } from '../../shared/http/http-function';

/** What the last reconciliation of a connector found and did, and whether one is under way. */
httpFunction('get-reconciliation', {
  method: 'GET',
  route: 'connectors/{connectorId}/reconcile',
  role: 'reader',
  handle: async ({ params: { connectorId = '' }, services }) => ({
    body: await services.reconciliation.view(connectorId),
  }),
});

import { httpFunction } from '../../shared/http/http-function';

/** Brings a connector's tickets in line with ADO now, and tells what was found and done. */
httpFunction('reconcile-connector', {
  method: 'POST',
  route: 'connectors/{connectorId}/reconcile',
  role: 'operator',
  handle: async ({ params: { connectorId = '' }, services, log }) => ({
    body: await services.reconciliation.run(connectorId, 'api', log),
  }),
});

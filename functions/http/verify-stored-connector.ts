import { httpFunction } from '../../shared/http/http-function';

/** Verify Credentials for a stored connector. */
httpFunction('verify-stored-connector', {
  method: 'POST',
  route: 'connectors/{connectorId}/verify',
  role: 'administrator',
  handle: async ({ params: { connectorId = '' }, services }) => ({
    body: await services.connectorAdministration.verifyStored(connectorId),
  }),
});

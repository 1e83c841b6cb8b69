import { httpFunction } from '../../shared/http/http-function';

/** Removes a connector with its secrets and subscriptions; its tickets and work items stay. */
httpFunction('delete-connector', {
  method: 'DELETE',
  route: 'connectors/{connectorId}',
  role: 'administrator',
  handle: async ({ params: { connectorId = '' }, services, log }) => {
    await services.connectorAdministration.delete(connectorId, log);
    return { status: 204 };
  },
});

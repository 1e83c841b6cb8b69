import { httpFunction } from '../../shared/http/http-function';

/** Creates the subscriptions that are missing and removes our own that are too much. */
httpFunction('put-service-hooks', {
  method: 'PUT',
  route: 'connectors/{connectorId}/service-hooks',
  role: 'administrator',
  handle: async ({ params: { connectorId = '' }, services, log }) => {
    const organization = await services.connectorAccess.open(connectorId);
    const done = await services.serviceHookHealing.heal(organization, log);
    return { body: { ...done, ...(await services.serviceHooks.view(organization)) } };
  },
});

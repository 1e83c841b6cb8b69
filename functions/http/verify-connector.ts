import { httpFunction } from '../../shared/http/http-function';

/** Verify Credentials for what is being entered; nothing is stored. */
httpFunction('verify-connector', {
  method: 'POST',
  route: 'connectors/verify',
  role: 'administrator',
  body: async () => (await import('../../shared/connectors/connector')).connectorInputSchema,
  handle: async ({ body, services }) => ({ body: await services.connectorAdministration.verify(body) }),
});

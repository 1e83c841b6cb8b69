import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';

/** Replaces a connector's settings, once they are verified; without a secret the stored one stays. */
httpFunction('change-connector', {
  method: 'PUT',
  route: 'connectors/{connectorId}',
  role: 'administrator',
  body: async () => (await import('../../shared/connectors/connector')).connectorChangeSchema,
  handle: async ({ params: { connectorId = '' }, body, services, log }) => ({
    body: toConnectorView(
      await services.connectorAdministration.change(connectorId, body, log),
      config.publicBaseUrl(),
    ),
  }),
});

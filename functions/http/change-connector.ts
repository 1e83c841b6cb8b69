import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';

/**
 * Replaces a connector's settings, once they are verified; without a secret the stored one stays. Where this gives it its
 * first callback URL, the answer has the secret that messages are signed with, this once.
 */
httpFunction('change-connector', {
  method: 'PUT',
  route: 'connectors/{connectorId}',
  role: 'administrator',
  body: async () => (await import('../../shared/connectors/connector')).connectorChangeSchema,
  handle: async ({ params: { connectorId = '' }, body, services, log }) => {
    const { connector, ...shownOnce } = await services.connectorAdministration.change(connectorId, body, log);
    return { body: { ...toConnectorView(connector, config.publicBaseUrl()), ...shownOnce } };
  },
});

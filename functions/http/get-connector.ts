import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';

httpFunction('get-connector', {
  method: 'GET',
  route: 'connectors/{connectorId}',
  role: 'reader',
  handle: async ({ params: { connectorId = '' }, services }) => ({
    body: toConnectorView(await services.connectors.get(connectorId), config.publicBaseUrl()),
  }),
});

import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';

/** A connector, and how its messages to Nucleus fare. */
httpFunction('get-connector', {
  method: 'GET',
  route: 'connectors/{connectorId}',
  role: 'reader',
  handle: async ({ params: { connectorId = '' }, services }) => {
    const connector = await services.connectors.get(connectorId);
    const callback = await services.callbacks.administration.view(connector);
    const view = toConnectorView(connector, config.publicBaseUrl());
    return { body: { ...view, ...(callback === undefined ? {} : { callback }) } };
  },
});

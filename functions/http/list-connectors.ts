import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';
import { pageParameters, pageQuery } from '../../shared/http/page-query';

httpFunction('list-connectors', {
  method: 'GET',
  route: 'connectors',
  role: 'reader',
  query: pageParameters,
  handle: async ({ query, services }) => {
    const { limit, continuationToken } = pageQuery(query);
    const page = await services.connectors.page(limit, continuationToken);
    const items = page.rows.map(({ value }) => toConnectorView(value, config.publicBaseUrl()));
    return {
      body: { items, ...(page.continuationToken ? { continuationToken: page.continuationToken } : {}) },
    };
  },
});

import { httpFunction } from '../../shared/http/http-function';

httpFunction('list-projects', {
  method: 'GET',
  route: 'connectors/{connectorId}/projects',
  role: 'reader',
  handle: async ({ params: { connectorId = '' }, services }) => {
    const { azureDevOps } = await services.connectorAccess.open(connectorId);
    return { body: { items: await azureDevOps.projects() } };
  },
});

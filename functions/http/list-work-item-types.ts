import { httpFunction } from '../../shared/http/http-function';

httpFunction('list-work-item-types', {
  method: 'GET',
  route: 'connectors/{connectorId}/projects/{project}/work-item-types',
  role: 'reader',
  handle: async ({ params: { connectorId = '', project = '' }, services }) => {
    const { azureDevOps } = await services.connectorAccess.open(connectorId);
    const types = await azureDevOps.workItemTypes(project);
    return {
      body: {
        items: types.map(({ name, referenceName, isDisabled }) => ({ name, referenceName, isDisabled })),
      },
    };
  },
});

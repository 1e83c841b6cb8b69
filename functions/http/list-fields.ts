import { httpFunction } from '../../shared/http/http-function';

/** The fields of a type, with the values that each allows. */
httpFunction('list-fields', {
  method: 'GET',
  route: 'connectors/{connectorId}/projects/{project}/work-item-types/{type}/fields',
  role: 'reader',
  handle: async ({ params: { connectorId = '', project = '', type = '' }, services }) => {
    const { azureDevOps } = await services.connectorAccess.open(connectorId);
    await azureDevOps.workItemType(project, type);
    return { body: { items: await azureDevOps.typeFields(project, type) } };
  },
});

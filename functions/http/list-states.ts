import { httpFunction } from '../../shared/http/http-function';
import { statesOnCreate } from '../../shared/azure-devops/workflow/states-on-create';

/** The states of a type, and which of them a new work item can be given. */
httpFunction('list-states', {
  method: 'GET',
  route: 'connectors/{connectorId}/projects/{project}/work-item-types/{type}/states',
  role: 'reader',
  handle: async ({ params: { connectorId = '', project = '', type = '' }, services }) => {
    const { azureDevOps } = await services.connectorAccess.open(connectorId);
    return { body: { items: statesOnCreate(await azureDevOps.workItemType(project, type)) } };
  },
});

import { httpFunction } from '../../shared/http/http-function';
import { statesToOffer } from '../../shared/tickets/states-to-offer';

/** The states of a type, and which of them a new work item can be given. */
httpFunction('list-states', {
  method: 'GET',
  route: 'connectors/{connectorId}/projects/{project}/work-item-types/{type}/states',
  role: 'reader',
  handle: async ({ params: { connectorId = '', project = '', type = '' }, services }) => {
    const { azureDevOps } = await services.connectorAccess.open(connectorId);
    return { body: { items: statesToOffer(await azureDevOps.workItemType(project, type)) } };
  },
});

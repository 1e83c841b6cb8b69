import { httpFunction } from '../../shared/http/http-function';

/** How far an operation is, with a result per ticket. */
httpFunction('get-operation', {
  method: 'GET',
  route: 'operations/{operationId}',
  role: 'reader',
  handle: async ({ params: { operationId = '' }, services }) => ({
    body: await services.operations.view(operationId),
  }),
});

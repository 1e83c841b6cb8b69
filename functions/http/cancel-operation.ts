import { httpFunction } from '../../shared/http/http-function';

/** Stops an operation: what is under way is finished, the rest stays as it is. */
httpFunction('cancel-operation', {
  method: 'POST',
  route: 'operations/{operationId}/cancel',
  role: 'operator',
  handle: async ({ params: { operationId = '' }, services }) => {
    await services.operations.cancel(operationId);
    return { status: 202, body: await services.operations.view(operationId) };
  },
});

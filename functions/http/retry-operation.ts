import { httpFunction } from '../../shared/http/http-function';

/** Tries again the tickets of an operation that failed, and only those. */
httpFunction('retry-operation', {
  method: 'POST',
  route: 'operations/{operationId}/retry',
  role: 'operator',
  handle: async ({ params: { operationId = '' }, services }) => {
    await services.bulkClosure.retry(operationId);
    return { status: 202, body: await services.operations.view(operationId) };
  },
});

import { httpFunction } from '../../shared/http/http-function';

/** All ticketing rules, in the order in which they are asked. */
httpFunction('list-rules', {
  method: 'GET',
  route: 'rules',
  role: 'reader',
  handle: async ({ services }) => ({ body: { items: await services.rules.list() } }),
});

import { httpFunction } from '../../shared/http/http-function';

/** Whether the app answers and reaches its storage; says nothing else, anybody may ask. */
httpFunction('health', {
  method: 'GET',
  route: 'health',
  handle: async ({ services, log }) => {
    const storage = await services.health.storage(log);
    return { status: storage ? 200 : 503, body: { status: storage ? 'ok' : 'unavailable', storage } };
  },
});

import { httpFunction } from '../../shared/http/http-function';

/** How far the processing of an event is, and what came of it. */
httpFunction('get-nucleus-event', {
  method: 'GET',
  route: 'nucleus/events/{eventId}',
  role: 'reader',
  handle: async ({ params: { eventId = '' }, services }) => ({
    body: await services.events.progress(eventId),
  }),
});

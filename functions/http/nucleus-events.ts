import { httpFunction } from '../../shared/http/http-function';

const sixteenMegabytes = 16 * 1024 * 1024;

/** Takes an event of Nucleus in: 202 means that it is durable and will be processed, once. */
httpFunction('nucleus-events', {
  method: 'POST',
  route: 'nucleus/events',
  role: 'nucleus',
  body: async () => (await import('../../shared/nucleus/event-schema')).nucleusEventSchema,
  bodyLimit: sixteenMegabytes,
  handle: async ({ body, services, log }) => {
    const answer = await services.intake.accept(body);
    log.info('event accepted', { ...answer });
    return { status: 202, body: answer };
  },
});

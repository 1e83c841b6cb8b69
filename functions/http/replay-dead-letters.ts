import { httpFunction } from '../../shared/http/http-function';

/** Has messages tried again that could not be processed: some of a queue's, or all. */
httpFunction('replay-dead-letters', {
  method: 'POST',
  route: 'dead-letters/replay',
  role: 'administrator',
  body: async () => (await import('../../shared/dead-letters/replay-input')).replaySchema,
  handle: async ({ body, services, log }) => {
    const answer = await services.deadLetters.replay(body);
    log.info('dead letters replayed', { queue: body.queue, replayed: answer.replayed });
    return { body: answer };
  },
});

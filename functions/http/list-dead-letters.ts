import { InvalidRequestError } from '../../shared/errors';
import { httpFunction } from '../../shared/http/http-function';
import { pageParameters, pageQuery } from '../../shared/http/page-query';

/** What could not be processed, with its reason, of every queue or of one. */
httpFunction('list-dead-letters', {
  method: 'GET',
  route: 'dead-letters',
  role: 'operator',
  query: [...pageParameters, 'queue'],
  handle: async ({ query, services }) => {
    const { isQueueName, queueNames } = await import('../../shared/dead-letters/dead-letter');
    const { limit, continuationToken } = pageQuery(query);
    const queue = query.get('queue') ?? undefined;
    if (queue !== undefined && !isQueueName(queue)) {
      throw new InvalidRequestError(`There is no queue "${queue.slice(0, 100)}".`, [
        { pointer: '/queue', message: `must be one of ${queueNames.join(', ')}` },
      ]);
    }
    return { body: await services.deadLetters.page(queue, limit, continuationToken) };
  },
});

import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';

const sixteenMegabytes = 16 * 1024 * 1024;

/** Takes records of Microsoft Defender for Cloud in: 202 means that they are durable and will be processed, once. */
httpFunction('defender-events', {
  method: 'POST',
  route: 'defender/events',
  role: 'nucleus',
  body: async () => (await import('../../shared/defender/records-schema')).recordsSchema,
  bodyLimit: sixteenMegabytes,
  query: ['projectId'],
  handle: async ({ body, query, header, services, log }) => {
    const id = idempotencyKeyOf(header);
    const projectId = query.get('projectId') ?? undefined;
    const answer = await services.defenderIntake.accept(body, {
      ...(id === undefined ? {} : { id }),
      ...(projectId === undefined ? {} : { projectId }),
    });
    log.info('records accepted', { ...answer });
    return { status: 202, body: answer };
  },
});

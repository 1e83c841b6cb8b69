import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';

/** Posts a comment to the work item; the same Idempotency-Key posts once. */
httpFunction('post-comment', {
  method: 'POST',
  route: 'tickets/{ticketId}/comments',
  role: 'operator',
  body: async () => (await import('../../shared/tickets/ticket-input')).newCommentSchema,
  handle: async ({ params: { ticketId = '' }, body, header, services }) => {
    const key = idempotencyKeyOf(header);
    const scope = `post-comment ${ticketId}`;
    const id = await runOnce(services.claims, scope, key, body, async () =>
      String((await services.ticketComments.post(ticketId, body, key)).id),
    );
    return { status: 201, body: await services.ticketComments.view(ticketId, Number(id)) };
  },
});

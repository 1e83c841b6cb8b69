import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { newCommentSchema } from '../../shared/tickets/ticket-input';
import { toCommentView } from '../../shared/tickets/ticket-view';

/** Posts a comment to the work item; the same Idempotency-Key posts once. */
httpFunction('post-comment', {
  method: 'POST',
  route: 'tickets/{ticketId}/comments',
  role: 'operator',
  body: newCommentSchema,
  handle: async ({ params: { ticketId = '' }, body, header, services }) => {
    const comment = await services.ticketComments.post(ticketId, body, idempotencyKeyOf(header));
    return { status: 201, body: toCommentView(comment) };
  },
});

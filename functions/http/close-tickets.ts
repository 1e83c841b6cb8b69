import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';

/** Closes many tickets in the background; the same Idempotency-Key begins one operation. */
httpFunction('close-tickets', {
  method: 'POST',
  route: 'tickets/close',
  role: 'operator',
  body: async () => (await import('../../shared/operations/bulk-close-input')).bulkCloseSchema,
  handle: async ({ body, header, services }) => {
    const operationId = await runOnce(services.claims, 'close-tickets', idempotencyKeyOf(header), body, () =>
      services.bulkClosure.start(body),
    );
    const location = `${config.publicBaseUrl()}/api/operations/${operationId}`;
    return { status: 202, body: { operationId }, headers: { location } };
  },
});

import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';

/** Gives the service hooks of a connector new credentials; the same Idempotency-Key rotates once. */
httpFunction('rotate-webhook-credentials', {
  method: 'POST',
  route: 'connectors/{connectorId}/webhook-credentials/rotate',
  role: 'administrator',
  handle: async ({ params: { connectorId = '' }, header, services, log }) => {
    const { claims, connectorAccess, webhookCredentialRotation: rotation } = services;
    const organization = await connectorAccess.open(connectorId);
    await runOnce(
      claims,
      'rotate-webhook-credentials',
      idempotencyKeyOf(header),
      { connectorId },
      async () => {
        await rotation.rotate(organization);
        log.info('webhook credentials rotated', { connectorId });
        return connectorId;
      },
    );
    return { body: await rotation.view(connectorId) };
  },
});

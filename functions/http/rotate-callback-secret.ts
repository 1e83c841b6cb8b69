import { httpFunction } from '../../shared/http/http-function';

/** A new secret to sign messages to Nucleus with, shown this once; for a day they carry signatures of both. */
httpFunction('rotate-callback-secret', {
  method: 'POST',
  route: 'connectors/{connectorId}/callback-secret/rotate',
  role: 'administrator',
  handle: async ({ params: { connectorId = '' }, services, log }) => {
    const rotated = await services.callbacks.administration.rotateSecret(
      await services.connectors.get(connectorId),
    );
    log.info('callback secret rotated', { connectorId });
    return { body: rotated };
  },
});

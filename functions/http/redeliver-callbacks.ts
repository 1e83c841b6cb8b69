import { httpFunction } from '../../shared/http/http-function';

/** Enables the endpoint again and sends what waits, of one ticket or of all. */
httpFunction('redeliver-callbacks', {
  method: 'POST',
  route: 'connectors/{connectorId}/callbacks/redeliver',
  role: 'administrator',
  body: async () => (await import('../../shared/callbacks/redelivery-input')).redeliveryInputSchema,
  handle: async ({ params: { connectorId = '' }, body: { ticketId }, services, log }) => {
    const connector = await services.connectors.get(connectorId);
    const asked = await services.callbacks.administration.redeliver(connector, ticketId);
    log.info('callbacks asked for again', { connectorId, ...asked });
    return { status: 202, body: asked };
  },
});

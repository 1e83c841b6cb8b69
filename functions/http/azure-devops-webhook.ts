import { webhookSecretHeader } from '../../shared/connectors/webhook-names';
import { UnauthenticatedError } from '../../shared/errors';
import { httpFunction } from '../../shared/http/http-function';

const twoMegabytes = 2 * 1024 * 1024;

/** Takes a delivery of a service hook in: 2xx only once it is in the queue, 503 (which ADO repeats) if that fails. */
httpFunction('azure-devops-webhook', {
  method: 'POST',
  route: 'azure-devops/webhooks/{connectorId}',
  // Read leniently: the shape of what ADO delivers varies by resource version and detail level.
  body: async () => (await import('../../shared/http/schemas')).anyObject,
  bodyLimit: twoMegabytes,
  authenticate: async ({ params: { connectorId = '' }, header, services }) => {
    const presented = { authorization: header('authorization'), headerSecret: header(webhookSecretHeader) };
    if (await services.webhookCredentials.accepts(connectorId, presented)) return;
    throw new UnauthenticatedError('The credentials of this delivery are not those of the connector.', {
      'www-authenticate': 'Basic realm="service hooks", charset="UTF-8"',
    });
  },
  handle: async ({ params: { connectorId = '' }, body, services, log }) => {
    const outcome = await services.webhookReceiver.receive(connectorId, body, log);
    return outcome === 'accepted'
      ? { status: 202, body: { status: outcome } }
      : { body: { status: outcome } };
  },
});

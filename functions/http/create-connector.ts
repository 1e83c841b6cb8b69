import { config } from '../../shared/config';
import { toConnectorView } from '../../shared/connectors/connector-view';
import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';

/**
 * Saves a connector, once its credentials are verified; the same Idempotency-Key saves one. The secret that its messages
 * to Nucleus are signed with is in the first answer only.
 */
httpFunction('create-connector', {
  method: 'POST',
  route: 'connectors',
  role: 'administrator',
  body: async () => (await import('../../shared/connectors/connector')).connectorInputSchema,
  handle: async ({ body, header, services, log }) => {
    const { connectorAdministration, connectors, claims } = services;
    const shownOnce: { callbackSecret?: string } = {};
    const id = await runOnce(claims, 'create-connector', idempotencyKeyOf(header), body, async () => {
      const { connector, ...secret } = await connectorAdministration.create(body, log);
      Object.assign(shownOnce, secret);
      return connector.id;
    });
    const view = toConnectorView(await connectors.get(id), config.publicBaseUrl());
    return {
      status: 201,
      body: { ...view, ...shownOnce },
      headers: { location: `${config.publicBaseUrl()}/api/connectors/${id}` },
    };
  },
});

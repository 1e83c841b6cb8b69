import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';
import { idempotencyKeyOf } from '../../shared/http/idempotency-key';
import { runOnce } from '../../shared/storage/run-once';

/** Saves a ticketing rule; the same Idempotency-Key saves one. */
httpFunction('create-rule', {
  method: 'POST',
  route: 'rules',
  role: 'administrator',
  body: async () => (await import('../../shared/rules/rule')).ruleInputSchema,
  handle: async ({ body, header, services }) => {
    const id = await runOnce(
      services.claims,
      'create-rule',
      idempotencyKeyOf(header),
      body,
      async () => (await services.ruleAdministration.create(body)).id,
    );
    const location = `${config.publicBaseUrl()}/api/rules/${id}`;
    return { status: 201, body: await services.rules.get(id), headers: { location } };
  },
});

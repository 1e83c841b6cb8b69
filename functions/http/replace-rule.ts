import { httpFunction } from '../../shared/http/http-function';
import { ruleInputSchema } from '../../shared/rules/rule';

httpFunction('replace-rule', {
  method: 'PUT',
  route: 'rules/{ruleId}',
  role: 'administrator',
  body: ruleInputSchema,
  handle: async ({ params: { ruleId = '' }, body, services }) => ({
    body: await services.ruleAdministration.replace(ruleId, body),
  }),
});

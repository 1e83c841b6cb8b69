import { httpFunction } from '../../shared/http/http-function';

httpFunction('replace-rule', {
  method: 'PUT',
  route: 'rules/{ruleId}',
  role: 'administrator',
  body: async () => (await import('../../shared/rules/rule')).ruleInputSchema,
  handle: async ({ params: { ruleId = '' }, body, services }) => ({
    body: await services.ruleAdministration.replace(ruleId, body),
  }),
});

import { httpFunction } from '../../shared/http/http-function';

httpFunction('get-rule', {
  method: 'GET',
  route: 'rules/{ruleId}',
  role: 'reader',
  handle: async ({ params: { ruleId = '' }, services }) => ({ body: await services.rules.get(ruleId) }),
});

import { httpFunction } from '../../shared/http/http-function';

/** Deletes a rule; its tickets stay, and are no longer closed by it. */
httpFunction('delete-rule', {
  method: 'DELETE',
  route: 'rules/{ruleId}',
  role: 'administrator',
  handle: async ({ params: { ruleId = '' }, services }) => {
    await services.rules.delete(ruleId);
    return { status: 204 };
  },
});

import { httpFunction } from '../../shared/http/http-function';
import { toBackfillView } from '../../shared/rules/backfill-record';

/** A rule, and how far it has been carried to the findings that are stored. */
httpFunction('get-rule', {
  method: 'GET',
  route: 'rules/{ruleId}',
  role: 'reader',
  handle: async ({ params: { ruleId = '' }, services }) => {
    const [rule, backfill] = await Promise.all([services.rules.get(ruleId), services.rules.backfill(ruleId)]);
    return { body: { ...rule, ...(backfill ? { backfill: toBackfillView(backfill) } : {}) } };
  },
});

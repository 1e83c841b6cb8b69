import { queueFunction } from '../../shared/messaging/queue-function';
import { queues } from '../../shared/messaging/queues';
import type { RuleBackfillMessage } from '../../shared/rules/rule-backfill';

/** Carries a rule that was saved to findings that are stored already. */
queueFunction<RuleBackfillMessage>('backfill-rule', {
  queue: queues.ruleBackfill,
  schema: async () => (await import('../../shared/rules/rule-backfill')).ruleBackfillMessageSchema,
  handle: ({ message, services }) => services.ruleBackfill.run(message),
});

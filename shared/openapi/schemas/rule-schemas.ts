import { Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';
import { ruleInputSchema } from '../../rules/rule';
import { count, instant } from './component';

const rule = {
  ...ruleInputSchema.properties,
  id: Type.String(),
  createdAt: instant,
  updatedAt: instant,
};

/** Ticketing rules, and what they would do. */
export const ruleSchemas = {
  Rule: Type.Object(rule),
  RuleDetails: Type.Object({
    ...rule,
    backfill: Type.Optional(
      Type.Object(
        {
          status: oneOf(['running', 'completed']),
          findings: count,
          matched: count,
          work: count,
          startedAt: instant,
          endedAt: Type.Optional(instant),
        },
        { description: 'How far the rule has been carried to the findings that were there before it.' },
      ),
    ),
  }),
  RulePreview: Type.Object({
    findings: count,
    complete: Type.Boolean({ description: 'All findings were looked at.' }),
    instances: count,
    groups: count,
    tickets: Type.Object({ created: count, updated: count, closed: count }),
    samples: Type.Array(
      Type.Object({
        action: oneOf(['create', 'update', 'close']),
        title: Type.String(),
        description: Type.String(),
        values: Type.Record(Type.String(), Type.String()),
      }),
    ),
  }),
};

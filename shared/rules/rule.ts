import { type Static, Type } from '@sinclair/typebox';
import { oneOf, text } from '../http/schemas';
import { criteriaSchema } from './criteria/criteria-schema';

const fieldValueSchema = Type.Union([Type.String({ maxLength: 32_000 }), Type.Number(), Type.Boolean()]);

/** What each work item of a rule is made of. Texts may hold dynamic fields: `{{finding.…}}`, `{{asset.…}}`. */
export const ticketTemplateSchema = Type.Object(
  {
    project: text(256),
    workItemType: text(128),
    state: Type.Optional(text(128)),
    title: Type.Optional(text(1_000)),
    description: Type.Optional(Type.String({ maxLength: 100_000 })),
    descriptionFormat: Type.Optional(oneOf(['markdown', 'html'])),
    areaPath: Type.Optional(text(4_000)),
    iterationPath: Type.Optional(text(4_000)),
    assignedTo: Type.Optional(text(256)),
    tags: Type.Optional(Type.Array(text(400), { maxItems: 50 })),
    fields: Type.Optional(
      Type.Record(Type.String({ maxLength: 256 }), fieldValueSchema, { maxProperties: 100 }),
    ),
  },
  { additionalProperties: false },
);

const autoCloseSchema = Type.Object(
  {
    enabled: Type.Boolean(),
    /** The state that a ticket is closed to ("Set ticket status to"). */
    state: text(128),
    /** "Do not close tickets for temporary status changes". */
    ignoreTemporaryStatuses: Type.Boolean({ default: true }),
  },
  { additionalProperties: false },
);

/** Keeps a field of the work item as the finding says: exactly one of `value`, `template` and `from`. */
const fieldMappingSchema = Type.Object(
  {
    /** Reference name, for example Microsoft.VSTS.Common.Priority. */
    field: Type.String({ minLength: 1, maxLength: 256, pattern: '^[A-Za-z][\\w-]*(\\.[\\w-]+)+$' }),
    value: Type.Optional(fieldValueSchema),
    template: Type.Optional(Type.String({ minLength: 1, maxLength: 32_000 })),
    /** A field of the finding or its asset, whose value is taken, or looked up in `map`. */
    from: Type.Optional(text(200)),
    map: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), fieldValueSchema, { maxProperties: 200 }),
    ),
    when: oneOf(['always', 'onCreateOnly'], { default: 'onCreateOnly' }),
  },
  { additionalProperties: false },
);

/** A ticketing rule as an administrator writes it (design section 5.2). */
export const ruleInputSchema = Type.Object(
  {
    name: text(200),
    enabled: Type.Boolean({ default: true }),
    connectorId: text(64),
    nucleusProjectId: Type.Optional(text(128)),
    /** Rules are asked in this order, the lowest first; equal ones in the order of their making. */
    order: Type.Integer({ default: 100, minimum: 0, maximum: 1_000_000 }),
    findingCriteria: Type.Optional(criteriaSchema),
    assetCriteria: Type.Optional(criteriaSchema),
    /** Fields whose values instances must share to share a ticket. */
    groupBy: Type.Array(text(200), {
      default: ['unique_finding'],
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
    }),
    ticket: ticketTemplateSchema,
    fieldMappings: Type.Optional(Type.Array(fieldMappingSchema, { maxItems: 100 })),
    autoClose: Type.Optional(autoCloseSchema),
    onReturn: oneOf(['reopen', 'create', 'ignore'], { default: 'reopen' }),
    reopenState: Type.Optional(text(128)),
  },
  { additionalProperties: false },
);

export type TicketTemplate = Static<typeof ticketTemplateSchema>;
export type FieldMapping = Static<typeof fieldMappingSchema>;
export type RuleInput = Static<typeof ruleInputSchema>;

export interface Rule extends RuleInput {
  id: string;
  createdAt: string;
  updatedAt: string;
}

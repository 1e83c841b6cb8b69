import { type Static, Type } from '@sinclair/typebox';
import { oneOf, text } from '../http/schemas';

const fieldValue = Type.Union([Type.String({ maxLength: 32_000 }), Type.Number(), Type.Boolean()]);

/** Findings as Nucleus writes them. */
const findings = Type.Array(Type.Object({}), { maxItems: 1_000 });

/** Manual creation (design section 5.1). */
export const newTicketSchema = Type.Object(
  {
    connectorId: text(64),
    project: text(256),
    workItemType: text(128),
    title: Type.Optional(text(1_000)),
    description: Type.Optional(Type.String({ maxLength: 500_000 })),
    descriptionFormat: oneOf(['markdown', 'html'], { default: 'markdown' }),
    state: Type.Optional(text(128)),
    areaPath: Type.Optional(text(4_000)),
    iterationPath: Type.Optional(text(4_000)),
    assignedTo: Type.Optional(text(256)),
    tags: Type.Optional(Type.Array(text(400), { maxItems: 50 })),
    fields: Type.Optional(Type.Record(Type.String({ maxLength: 256 }), fieldValue, { maxProperties: 100 })),
    findings: Type.Optional(findings),
  },
  { additionalProperties: false },
);

/** Tying findings to a work item that exists already. */
export const linkTicketSchema = Type.Object(
  {
    connectorId: text(64),
    workItemId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    findings: Type.Optional(findings),
  },
  { additionalProperties: false },
);

export const moveTicketSchema = Type.Object({ state: text(128) }, { additionalProperties: false });

export const newCommentSchema = Type.Object(
  {
    text: text(150_000),
    format: oneOf(['markdown', 'html'], { default: 'markdown' }),
    /** Who wrote it in Nucleus; shown above the comment. */
    author: Type.Optional(text(200)),
  },
  { additionalProperties: false },
);

export type NewTicket = Static<typeof newTicketSchema>;
export type LinkTicket = Static<typeof linkTicketSchema>;
export type NewComment = Static<typeof newCommentSchema>;

import { type Static, Type } from '@sinclair/typebox';
import { text } from '../http/schemas';

/** One operation closes this many tickets at most. */
export const mostTickets = 10_000;

const ticketIds = Type.Array(text(64), { minItems: 1, maxItems: mostTickets, uniqueItems: true });

/** Tickets on different workflows close to different states: one for each group that `common-states` names. */
const groupStateSchema = Type.Object(
  {
    connectorId: Type.Optional(text(64)),
    project: Type.Optional(text(256)),
    workItemType: Type.Optional(text(128)),
    state: text(128),
  },
  { additionalProperties: false },
);

export const commonStatesSchema = Type.Object({ ticketIds }, { additionalProperties: false });

export const bulkCloseSchema = Type.Object(
  {
    ticketIds,
    /** For every ticket that no entry of `states` is for. */
    state: Type.Optional(text(128)),
    states: Type.Optional(Type.Array(groupStateSchema, { maxItems: 200 })),
  },
  { additionalProperties: false, anyOf: [{ required: ['state'] }, { required: ['states'] }] },
);

export type BulkClose = Static<typeof bulkCloseSchema>;
export type GroupState = Static<typeof groupStateSchema>;

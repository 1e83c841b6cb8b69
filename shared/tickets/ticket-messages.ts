import { type Static, Type } from '@sinclair/typebox';
import type { UniqueFindingId } from '../nucleus/finding';
import { findingPartition } from '../nucleus/finding-store';

export const uniqueFindingSchema = Type.Object({
  nucleusProjectId: Type.String(),
  scanType: Type.String(),
  findingNumber: Type.String(),
});

const attempted = { attempt: Type.Optional(Type.Integer()) };

/** The intake event to report to; left out for work that no event asked for. */
const reporting = { eventId: Type.Optional(Type.String()) };

/** What a unique finding has in one group of a rule. */
const shareSchema = Type.Object({ uniqueFinding: uniqueFindingSchema, group: Type.String(), ...reporting });

/** Findings of one group, whose ticket has to be made or brought up to date. */
const groupWork = { group: Type.String(), uniqueFindings: Type.Array(uniqueFindingSchema), ...reporting };

/** Queue ticket-create. */
export const createTicketMessageSchema = Type.Object({ ...groupWork, ...attempted });

/** Queue ticket-update. With a ticket: all findings have told it how they stand, and its work item is to follow. */
export const updateTicketMessageSchema = Type.Object({
  ...groupWork,
  ticketId: Type.Optional(Type.String()),
  ...attempted,
});

/** Queue auto-close: many at once, so that they are closed in few requests. */
export const autoCloseMessageSchema = Type.Object({ shares: Type.Array(shareSchema), ...attempted });

export interface TicketShare {
  uniqueFinding: UniqueFindingId;
  group: string;
  eventId?: string;
}

export type GroupWork = Static<typeof createTicketMessageSchema>;
export type UpdateTicketMessage = Static<typeof updateTicketMessageSchema>;
export type AutoCloseMessage = Static<typeof autoCloseMessageSchema>;

export const sharesOfGroup = ({ group, uniqueFindings, eventId }: GroupWork): TicketShare[] =>
  uniqueFindings.map((uniqueFinding) => ({
    uniqueFinding,
    group,
    ...(eventId === undefined ? {} : { eventId }),
  }));

/** Names what a unique finding has in a group. */
export const shareKey = ({ uniqueFinding, group }: TicketShare) =>
  `${group}|${findingPartition(uniqueFinding)}`;

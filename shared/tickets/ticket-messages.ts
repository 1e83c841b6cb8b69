import { type Static, Type } from '@sinclair/typebox';
import { findingPartition } from '../nucleus/finding-store';

const uniqueFindingSchema = Type.Object({
  nucleusProjectId: Type.String(),
  scanType: Type.String(),
  findingNumber: Type.String(),
});

const attempted = { attempt: Type.Optional(Type.Integer()) };

/** One rule's share of one unique finding, whose ticket has to be made or brought up to date. */
const shareSchema = Type.Object({
  uniqueFinding: uniqueFindingSchema,
  ruleId: Type.String(),
  /** The intake event to report to; undefined for work that no event asked for. */
  eventId: Type.Optional(Type.String()),
});

/** Queue ticket-create. */
export const createTicketMessageSchema = Type.Composite([shareSchema, Type.Object(attempted)]);
/** Queue ticket-update. */
export const updateTicketMessageSchema = Type.Composite([shareSchema, Type.Object(attempted)]);
/** Queue auto-close: many at once, so that they are closed in few requests. */
export const autoCloseMessageSchema = Type.Object({ shares: Type.Array(shareSchema), ...attempted });

export type TicketShare = Static<typeof shareSchema>;
export type AutoCloseMessage = Static<typeof autoCloseMessageSchema>;

/** Names a rule's share of a unique finding: what one ticket is for. */
export const shareKey = ({ uniqueFinding, ruleId }: TicketShare) =>
  `${ruleId}|${findingPartition(uniqueFinding)}`;

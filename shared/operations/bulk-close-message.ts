import { type Static, Type } from '@sinclair/typebox';

/** Queue bulk-close: one part of an operation. */
export const bulkCloseMessageSchema = Type.Object({
  operationId: Type.String(),
  chunk: Type.Integer(),
  attempt: Type.Optional(Type.Integer()),
});

export type BulkCloseMessage = Static<typeof bulkCloseMessageSchema>;

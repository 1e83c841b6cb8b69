import { Type } from '@sinclair/typebox';

export const mostRecords = 20_000;

/** What may be posted: one record, an array of them, or an object with a list. Records are read one by one. */
export const recordsSchema = Type.Union([
  Type.Object({}),
  Type.Array(Type.Unknown(), { maxItems: mostRecords }),
]);

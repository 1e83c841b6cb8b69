import { type Static, Type } from '@sinclair/typebox';
import { oneOf } from '../http/schemas';

const instanceSchema = Type.Object({
  instanceId: Type.String(),
  status: Type.Optional(Type.String()),
  remediation: oneOf(['open', 'temporary', 'remediated']),
  statusEndsAt: Type.Optional(Type.String()),
  asOf: Type.String(),
  fields: Type.Record(Type.String(), Type.Unknown()),
});

const bundleSchema = Type.Object({
  uniqueFinding: Type.Object({
    nucleusProjectId: Type.String(),
    scanType: Type.String(),
    findingNumber: Type.String(),
  }),
  instances: Type.Array(instanceSchema),
});

/** A message of the queue scan-ingest: a part of an event, a unique finding's instances together. */
export const scanIngestMessageSchema = Type.Object({
  eventId: Type.String(),
  chunk: Type.Integer(),
  /** How many messages the event has; unknown while it is still streaming in. */
  chunks: Type.Optional(Type.Integer()),
  bundles: Type.Array(bundleSchema),
  attempt: Type.Optional(Type.Integer()),
});

export type FindingBundle = Static<typeof bundleSchema>;
export type ScanIngestMessage = Static<typeof scanIngestMessageSchema>;

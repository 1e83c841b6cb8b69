import { type Static, Type } from '@sinclair/typebox';
import { oneOf } from '../http/schemas';

const looseId = Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Integer()]);

const envelope = {
  id: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  type: oneOf(['scan.ingested', 'finding.updated']),
  timestamp: Type.String({ minLength: 10, maxLength: 40 }),
};

const data = {
  project_id: Type.Optional(looseId),
  scan_id: Type.Optional(looseId),
  scan_type: Type.Optional(Type.String({ maxLength: 200 })),
  scan_date: Type.Optional(Type.String({ maxLength: 40 })),
};

/** An intake event (design section 5.1). Findings are read one by one, so that a bad one harms only itself. */
export const nucleusEventSchema = Type.Object({
  ...envelope,
  data: Type.Object({ ...data, findings: Type.Array(Type.Unknown(), { maxItems: 200_000 }) }),
});

/** The first line of an event that comes as NDJSON: all but the findings, which follow, one per line. */
export const eventEnvelopeSchema = Type.Object({
  ...envelope,
  data: Type.Object({ ...data, findings: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 0 })) }),
});

export type NucleusEvent = Static<typeof nucleusEventSchema>;
export type EventEnvelope = Static<typeof eventEnvelopeSchema>;

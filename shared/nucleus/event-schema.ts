import { type Static, Type } from '@sinclair/typebox';
import { oneOf } from '../http/schemas';

const looseId = Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Integer()]);

/** An intake event (design section 5.1). Findings are read one by one, so that a bad one harms only itself. */
export const nucleusEventSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  type: oneOf(['scan.ingested', 'finding.updated']),
  timestamp: Type.String({ minLength: 10, maxLength: 40 }),
  data: Type.Object({
    project_id: Type.Optional(looseId),
    scan_id: Type.Optional(looseId),
    scan_type: Type.Optional(Type.String({ maxLength: 200 })),
    scan_date: Type.Optional(Type.String({ maxLength: 40 })),
    findings: Type.Array(Type.Object({}), { maxItems: 200_000 }),
  }),
});

export type NucleusEvent = Static<typeof nucleusEventSchema>;

import { type Static, Type } from '@sinclair/typebox';
import { oneOf, text } from '../http/schemas';
import { queueNames } from './dead-letter';

const mostAtOnce = 1_000;

/** `POST /dead-letters/replay`: some of a queue's, or all of them. */
export const replaySchema = Type.Object(
  {
    queue: oneOf(queueNames),
    /** As `GET /dead-letters` names them. */
    ids: Type.Optional(Type.Array(text(128), { minItems: 1, maxItems: mostAtOnce })),
    /** Of Service Bus; the same as their ids. */
    sequenceNumbers: Type.Optional(
      Type.Array(Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^\\d{1,19}$' })]), {
        minItems: 1,
        maxItems: mostAtOnce,
      }),
    ),
    all: Type.Optional(Type.Boolean()),
  },
  {
    additionalProperties: false,
    anyOf: [{ required: ['ids'] }, { required: ['sequenceNumbers'] }, { required: ['all'] }],
  },
);

export type Replay = Static<typeof replaySchema>;

import { Type } from '@sinclair/typebox';

/** Errors as RFC 9457 has them; further members help a client to go on. */
export const problemSchemas = {
  Problem: Type.Object(
    {
      type: Type.String({ format: 'uri', description: 'urn:nucleus-azure-devops:problem:<code>' }),
      title: Type.String(),
      status: Type.Integer({ minimum: 400, maximum: 599 }),
      detail: Type.String({ description: 'A sentence for the person who has to do something.' }),
      code: Type.String({ description: 'Stable: match on it.' }),
      correlationId: Type.String({ description: 'Finds the request in the logs.' }),
      errors: Type.Optional(
        Type.Array(
          Type.Object({
            pointer: Type.String({ description: 'JSON pointer into the body.' }),
            message: Type.String(),
          }),
        ),
      ),
    },
    { additionalProperties: true },
  ),
};

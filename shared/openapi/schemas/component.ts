import { type TSchema, Type } from '@sinclair/typebox';

/** A schema in words of the document: where its components have it. */
export const component = (name: string): TSchema => Type.Unsafe({ $ref: `#/components/schemas/${name}` });

/** A list as the API answers it, with a token where it goes on. */
export const listOf = (item: TSchema) =>
  Type.Object({
    items: Type.Array(item),
    continuationToken: Type.Optional(
      Type.String({ description: 'There is more: the next page comes with this token.' }),
    ),
  });

export const instant = Type.String({ format: 'date-time' });
export const count = Type.Integer({ minimum: 0 });

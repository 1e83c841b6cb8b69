import { type TUnsafe, Type } from '@sinclair/typebox';

/** One of a few words. JSON Schema's `enum`, which reads better in errors and in OpenAPI than a union of constants. */
export function oneOf<const T extends string>(
  values: readonly T[],
  options: { default?: T; description?: string } = {},
): TUnsafe<T> {
  return Type.Unsafe<T>({ type: 'string', enum: [...values], ...options });
}

/** The pattern of `text`. */
export const sayingText = '^(?=[^]*\\S)(?:[\\t\\n\\r]|\\P{Cc})*$';

/** Text that says something: not empty, not only blanks, no control characters but line breaks and tabs. */
export const text = (maxLength: number, options: { description?: string } = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: sayingText, ...options });

/** For what is read leniently, member by member. */
export const anyObject = Type.Object({});

import type { TSchema } from '@sinclair/typebox';

/** A schema, or how to load it: making all schemas at start is half of what a cold start would cost. */
export type LazySchema<S extends TSchema> = S | (() => Promise<S>);

export const loadSchema = async <S extends TSchema>(schema: LazySchema<S>): Promise<S> =>
  typeof schema === 'function' ? schema() : schema;

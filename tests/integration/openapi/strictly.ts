const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema under which an answer may have no member that is not described. Clients have to bear new members, so the
 * document does not say this; but one that nobody described is a member too many or a description too few.
 */
export function strictly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strictly);
  if (!isObject(schema)) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strictly(value)]));
  const isClosed =
    schema.type === 'object' && isObject(schema.properties) && !('additionalProperties' in schema);
  return isClosed && Object.keys(schema.properties as object).length > 0
    ? { ...copy, additionalProperties: false }
    : copy;
}

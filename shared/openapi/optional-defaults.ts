const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema of a body as its sender sees it: what has a default may be left out. (The schemas that validate say it is
 * required, because their defaults are filled in before they look.)
 */
export function optionalDefaults(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(optionalDefaults);
  if (!isObject(schema)) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, optionalDefaults(value)]),
  );
  const { properties, required } = schema;
  if (!isObject(properties) || !Array.isArray(required)) return copy;
  const hasDefault = (name: unknown) => {
    const property = typeof name === 'string' ? properties[name] : undefined;
    return isObject(property) && 'default' in property;
  };
  return { ...copy, required: required.filter((name) => !hasDefault(name)) };
}

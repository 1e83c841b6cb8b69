/** Reading the JSON of answers, whose casing and completeness vary (facts: azure-devops.md sections 3.3, 4.1). */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member by its name in any casing; undefined where there is no object. */
export function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : value[key];
}

export function textAt(value: unknown, name: string): string | undefined {
  const text = member(value, name);
  return typeof text === 'string' ? text : undefined;
}

export function numberAt(value: unknown, name: string): number | undefined {
  const number = member(value, name);
  return typeof number === 'number' ? number : undefined;
}

export function objectAt(value: unknown, name: string): JsonObject {
  const object = member(value, name);
  return isObject(object) ? object : {};
}

export function listAt(value: unknown, name: string): unknown[] {
  const list: unknown = member(value, name);
  return Array.isArray(list) ? list : [];
}

/** The members of an object whose values are text; others are left out. */
export function textsAt(value: unknown, name: string): Record<string, string> {
  const entries = Object.entries(objectAt(value, name));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

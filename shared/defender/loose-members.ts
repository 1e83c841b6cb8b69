import { textOf } from '../nucleus/loose-values';
import { isObject, lookUp } from '../sync/lenient-json';

/**
 * Defender's keys come in camelCase from REST and continuous export and in PascalCase from others (facts: nucleus.md
 * section 15.8), so members are found in any casing.
 * @returns undefined if the way ends before
 */
export function memberAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (current, name) => (isObject(current) ? lookUp(current, name) : undefined),
    value,
  );
}

export const textAt = (value: unknown, ...path: string[]): string | undefined =>
  textOf(memberAt(value, ...path));

/** A list, empty if there is none. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
  const list = memberAt(value, ...path);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** What is below `additionalData` of one shape is below `additionalData.data` of another (facts: nucleus.md section 15.7). */
export function detailAt(properties: unknown, ...path: string[]): unknown {
  const additional = memberAt(properties, 'additionalData');
  return memberAt(additional, ...path) ?? memberAt(additional, 'data', ...path);
}

/** The first text that says something. */
export const firstText = (...texts: (string | undefined)[]): string | undefined =>
  texts.find((text) => text !== undefined);

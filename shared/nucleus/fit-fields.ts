import { isObject } from '../sync/lenient-json';
import type { RawFinding } from './finding';

/** Values are not cut shorter than this; what then still does not fit is too many fields, and the last are left out. */
const shortestCut = 64;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** The first part of a value, so that it has about `mostBytes` in JSON. */
function cut(value: unknown, mostBytes: number): unknown {
  const isLong = typeof value === 'string' || Array.isArray(value) || isObject(value);
  const bytes = isLong ? bytesOf(value) : 0;
  if (bytes <= mostBytes) return value;
  if (isObject(value)) return fitFields(value, mostBytes);
  if (Array.isArray(value))
    return value.slice(0, Math.floor((value.length * mostBytes) / bytes)) as unknown[];
  if (typeof value !== 'string') return value;
  const kept = value.slice(0, Math.floor((value.length * mostBytes) / bytes));
  // Not in the middle of a character that takes two code units.
  return `${kept.replace(/[\ud800-\udbff]$/, '')}… (cut)`;
}

/** Shortens the longest values until all together have at most `mostBytes` of JSON. What fits is left as it is. */
export function fitFields(fields: RawFinding, mostBytes: number): RawFinding {
  let fitted = fields;
  for (let limit = mostBytes / 2; bytesOf(fitted) > mostBytes && limit >= shortestCut; limit /= 2) {
    fitted = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value, limit)]));
  }
  if (bytesOf(fitted) <= mostBytes) return fitted;
  const kept: RawFinding = {};
  let bytes = 2;
  for (const [name, value] of Object.entries(fitted)) {
    bytes += bytesOf({ [name]: value });
    if (bytes <= mostBytes) kept[name] = value;
  }
  return kept;
}

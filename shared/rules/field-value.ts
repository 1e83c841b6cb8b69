import { textOf } from '../nucleus/loose-values';
import type { RawFinding } from '../nucleus/finding';

/**
 * The value of a field by its name, following dots into objects: `finding_severity`, `asset_info.cxsast.branch`.
 * Keys that hold dots themselves ("tenable.uuid") are found too.
 */
export function fieldValue(fields: RawFinding, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    const inner = Object.hasOwn(fields, head) ? fields[head] : undefined;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      const found = fieldValue(inner as RawFinding, name.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A field's text, undefined for nothing. */
export const fieldText = (fields: RawFinding, name: string): string | undefined =>
  textOf(fieldValue(fields, name));

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

/**
 * The names that a name may stand for, as rules and templates write them: `asset.name` is `asset_name`, and so is `name`
 * in a template's `{{asset.name}}`; `severity` is `finding_severity`; metadata may be called by its source alone.
 */
export function namesFor(name: string): string[] {
  const [, kind, bare = name] = /^(finding|asset)\.(.+)$/.exec(name) ?? [];
  if (kind === 'asset') {
    const metadata = bare.startsWith('metadata.') ? [`asset_info.${bare.slice('metadata.'.length)}`] : [];
    return [name, `asset_${bare}`, bare, ...metadata];
  }
  return kind === 'finding'
    ? [name, bare, `finding_${bare}`]
    : [name, `finding_${name}`, `asset_info.${name}`];
}

/** The value of a field by any of its names. */
export function namedValue(fields: RawFinding, name: string): unknown {
  for (const candidate of namesFor(name)) {
    const value = fieldValue(fields, candidate);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A field's text, undefined for nothing. */
export const fieldText = (fields: RawFinding, name: string): string | undefined =>
  textOf(fieldValue(fields, name));

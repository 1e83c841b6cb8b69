import { isObject, lookUp, stringOf } from './lenient-json';

/**
 * The name of a person, from any of the forms that ADO gives identities (facts: azure-devops.md section 4.2): an object,
 * or a string `Name <unique name>`, where the last `<…>` is the unique name.
 */
export function identityName(value: unknown): string | undefined {
  if (isObject(value)) {
    const displayName = stringOf(lookUp(value, 'displayName'));
    const uniqueName = lookUp(value, 'uniqueName');
    // 3.1-preview.3 puts the whole string into each; elsewhere brackets in a display name are part of the name.
    if (displayName !== undefined && stringOf(uniqueName) !== undefined && displayName !== uniqueName) {
      return displayName.trim();
    }
    return identityName(displayName ?? lookUp(value, 'name'));
  }
  const text = stringOf(value)?.trim();
  if (text === undefined) return undefined;
  const bracket = text.endsWith('>') ? text.lastIndexOf('<') : -1;
  const name = bracket > 0 ? text.slice(0, bracket).trim() : text;
  return name === '' ? undefined : name;
}

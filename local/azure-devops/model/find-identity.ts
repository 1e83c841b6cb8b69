import type { Identity } from '../identity';

const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Who a caller means: by unique name, by a display name that only one has, or by `Display Name <unique@name>`, where the
 * last `<…>` counts because display names may hold brackets (facts: azure-devops.md section 4.2).
 */
export function findIdentity(members: readonly Identity[], value: unknown): Identity | undefined {
  if (typeof value === 'object' && value !== null) {
    if ('uniqueName' in value && typeof value.uniqueName === 'string')
      return findIdentity(members, value.uniqueName);
    if ('displayName' in value && typeof value.displayName === 'string')
      return findIdentity(members, value.displayName);
    return undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const byUniqueName = members.find(({ uniqueName }) => sameText(uniqueName, text));
  if (byUniqueName) return byUniqueName;
  const byDisplayName = members.filter(({ displayName }) => sameText(displayName, text));
  if (byDisplayName.length === 1) return byDisplayName[0];
  const bracketed = /<([^<>]*)>\s*$/.exec(text)?.[1];
  return bracketed === undefined
    ? undefined
    : members.find(({ uniqueName }) => sameText(uniqueName, bracketed));
}

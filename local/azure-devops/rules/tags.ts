/** Tags in one string, joined with `; `; the same tag in another casing is the same tag (facts: azure-devops.md 4.6). */
export function readTags(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const tags = new Map<string, string>();
  for (const tag of text.split(/[;,]/).map((part) => part.trim())) {
    if (tag && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}

/** The field's value: sorted, as the service shows them; undefined when there are none. */
export const writeTags = (tags: readonly string[]): string | undefined =>
  tags.length === 0 ? undefined : [...tags].sort((a, b) => a.localeCompare(b, 'en')).join('; ');

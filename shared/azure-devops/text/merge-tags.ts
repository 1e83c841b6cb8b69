import { cutText, oneLine } from './cut-text';

/** Facts: azure-devops.md sections 4.6 and 4.12. */
const longestTag = 400;
const mostTags = 100;

const cleanTag = (tag: string) => cutText(oneLine(tag.replace(/[,;]/g, ' ')), longestTag);

/**
 * Adds tags to those of a work item. Writing System.Tags replaces all of them, so the others' stay as they are and come
 * first; tags compare without regard to case.
 * @param existing System.Tags as read, joined with "; "
 * @returns the whole new value, or undefined if nothing is to be added
 */
export function mergeTags(existing: string | undefined, add: readonly string[]): string | undefined {
  const merged = new Map<string, string>();
  const put = (tag: string) => {
    const key = tag.toLowerCase();
    if (tag !== '' && !merged.has(key)) merged.set(key, tag);
  };
  (existing ?? '').split(';').forEach((tag) => put(tag.trim()));
  const before = merged.size;
  for (const tag of add) {
    if (merged.size >= mostTags) break;
    put(cleanTag(tag));
  }
  return merged.size === before ? undefined : [...merged.values()].join('; ');
}

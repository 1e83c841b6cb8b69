import { isObject, textAt } from '../answers/json-values';
import type { WorkItem } from '../client';
import type { JsonPatchOperation } from '../json-patch';

const tagsOf = (text: string) =>
  text
    .split(';')
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== '')
    .sort()
    .join(';');

/** Comments are no field values, and HTML is stored differently from what was sent (facts: azure-devops.md section 4.6). */
const isComparable = (referenceName: string, value: unknown, longTexts: ReadonlySet<string>) =>
  referenceName !== 'System.History' &&
  !longTexts.has(referenceName) &&
  (typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length <= 255));

/** Empty fields are left out of answers (section 4.1). */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function isSame(referenceName: string, stored: unknown, sent: string): boolean {
  if (isObject(stored)) {
    const names = [textAt(stored, 'uniqueName'), textAt(stored, 'displayName')];
    return names.some((name) => name !== undefined && sent.toLowerCase().includes(name.toLowerCase()));
  }
  const text = plain(stored);
  if (referenceName === 'System.Tags') return tagsOf(text) === tagsOf(sent);
  return text === sent || (/^\d{4}-\d{2}-\d{2}/.test(sent) && Date.parse(text) === Date.parse(sent));
}

/**
 * Decides whether a patch whose answer was lost has been carried out, by the work item as it is now. It has if the work
 * item is exactly one revision on and holds what the patch set. In doubt it has not: the caller then sees a conflict,
 * loads the work item and decides again.
 */
export function didOurWriteHappen(
  operations: readonly JsonPatchOperation[],
  { rev, fields }: WorkItem,
): boolean {
  const tested = operations.find(({ op, path }) => op === 'test' && path === '/rev')?.value;
  if (typeof tested !== 'number' || rev !== tested + 1) return false;
  const longTexts = new Set(
    operations.flatMap(({ path }) => /^\/multilineFieldsFormat\/(.+)$/.exec(path)?.[1] ?? []),
  );
  const set = operations.flatMap(({ op, path, value }) => {
    const referenceName = /^\/fields\/(.+)$/.exec(path)?.[1];
    if (referenceName === undefined || op === 'test') return [];
    const sent = op === 'remove' ? '' : value;
    return isComparable(referenceName, sent, longTexts) ? [{ referenceName, sent }] : [];
  });
  return (
    set.length > 0 &&
    set.every(({ referenceName, sent }) => isSame(referenceName, fields[referenceName], plain(sent)))
  );
}

import { createHash } from 'node:crypto';

/** The same GUID for the same words at every start: tests and people can rely on it. */
export function stableGuid(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-6${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

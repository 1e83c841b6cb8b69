import { createHash } from 'node:crypto';

/** Azure Tables, "Characters disallowed in key fields": / \ # ? and control characters; % confuses some clients. */
const disallowed = /[/\\#?%\p{Cc}]/gu;

/** A part longer than this is replaced by its hash: keys may have 1,024 characters in all. */
const longestPart = 200;

const encodeCharacter = (character: string) => `!${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One part of a key: readable where possible, unique always, never containing the separator "|". */
function encodePart(part: string): string {
  const encoded = part.replaceAll('!', '!0021').replaceAll('|', '!007c').replace(disallowed, encodeCharacter);
  if (encoded.length <= longestPart) return encoded;
  return `${encoded.slice(0, 40)}!h${createHash('sha256').update(part).digest('base64url')}`;
}

/** A table key from parts that may hold anything a sender made up. Different parts give different keys. */
export function tableKey(...parts: string[]): string {
  return parts.map(encodePart).join('|');
}

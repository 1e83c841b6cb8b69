const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts text to at most so many UTF-16 units, which is what ADO counts, without splitting what a reader sees as one
 * character. What was cut ends with an ellipsis.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cutAt = graphemes.segment(text).containing(most - 1)?.index ?? 0;
  return `${text.slice(0, cutAt).trimEnd()}…`;
}

/** One line: control characters, line breaks and runs of blanks become one blank; half characters are replaced. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

/** The wildcards of Nucleus's own searches (facts: nucleus.md section 12.4): both stand for any run of characters. */
const anyRun = /[*%]+/;

/** Whether a whole text fits a pattern. Each piece is taken at its first place, so the time grows with the text only. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const pieces = pattern.split(anyRun);
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, position);
    if (found === -1 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

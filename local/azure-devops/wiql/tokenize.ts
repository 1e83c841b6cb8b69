import { queryError } from '../http/errors';

export type TokenKind = 'word' | 'field' | 'text' | 'number' | 'macro' | 'symbol';

export interface Token {
  kind: TokenKind;
  /** Without brackets and quotes. */
  text: string;
}

const patterns: [kind: TokenKind, pattern: RegExp][] = [
  ['field', /\[([^\]]+)\]/y],
  // A quote inside is written twice.
  ['text', /'((?:[^']|'')*)'/y],
  ['text', /"((?:[^"]|"")*)"/y],
  ['macro', /(@[a-z]+)/iy],
  ['number', /(\d+(?:\.\d+)?)/y],
  ['word', /([a-z_][\w.]*)/iy],
  ['symbol', /(<>|<=|>=|!=|[=<>(),*+-])/y],
];

/** @throws ApiError 400 at a character that begins nothing */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(query, at);
    if (!token)
      throw queryError(
        `TF51006: The query statement is not valid. The error is caused by «${query.slice(at, at + 20)}».`,
      );
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(query: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(query);
    const text = match?.[1];
    if (text !== undefined)
      return {
        token: { kind, text: kind === 'text' ? text.replace(/''|""/g, (pair) => pair.charAt(0)) : text },
        end: pattern.lastIndex,
      };
  }
  return undefined;
}

import ts from 'typescript';

const isKebab = (text: string) => /^[a-z]+(?:-[a-z]+)+$/.test(text);

/** The texts that an expression can be: a literal, or either side of a choice. */
function textsOf(expression: ts.Expression | undefined): string[] {
  if (expression === undefined) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
  return [];
}

/** `new NotFoundError('work item', …)` makes its code from what was not found (shared/errors.ts). */
const notFoundCode = (what: string) => `${what.replaceAll(' ', '-')}-not-found`;

function codesAt(node: ts.Node): string[] {
  // Others have codes as well, such as Defender's statuses; ours are in small letters.
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code')
    return textsOf(node.initializer).filter((text) => text === text.toLowerCase());
  if (ts.isParameter(node) && node.name.getText() === 'code') return textsOf(node.initializer);
  if (!ts.isNewExpression(node) || !node.expression.getText().endsWith('Error')) return [];
  const given = node.arguments ?? [];
  if (node.expression.getText() === 'NotFoundError') return textsOf(given[0]).map(notFoundCode);
  return given.flatMap(textsOf).filter(isKebab);
}

/** The codes that a source file gives to problems: named `code`, or handed to an error. */
export function codesInSource(text: string): string[] {
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const codes: string[] = [];
  const visit = (node: ts.Node): void => {
    codes.push(...codesAt(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return codes;
}

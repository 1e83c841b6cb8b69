import { readFileSync } from 'node:fs';
import ts from 'typescript';

const isSetting = (text: string) => /^[A-Z]+(?:_[A-Z]+)+$/.test(text);

const callsIn = (node: ts.Node): ts.CallExpression[] => [
  ...(ts.isCallExpression(node) ? [node] : []),
  ...node.getChildren().flatMap(callsIn),
];

/** Constants of a file that are texts, by name. */
const textsOf = (file: ts.SourceFile) =>
  new Map(
    file.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations)
      .flatMap(({ name, initializer }) =>
        initializer && ts.isStringLiteral(initializer) ? [[name.getText(), initializer.text] as const] : [],
      ),
  );

export interface SettingsRead {
  /** Connections that are made by identity on Azure: `<name>__<suffix>`, one entry per suffix. */
  connections: Map<string, string[]>;
  /** Every other setting. */
  plain: string[];
}

/** The settings that shared/config.ts reads: texts in capitals that it hands to a function as the first argument. */
export function settingsInConfig(): SettingsRead {
  const file = ts.createSourceFile(
    'config.ts',
    readFileSync('shared/config.ts', 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const texts = textsOf(file);
  const textOf = (node: ts.Expression | undefined) =>
    node && ts.isStringLiteral(node) ? node.text : texts.get(node?.getText() ?? '');
  const connections = new Map<string, string[]>();
  const plain = new Set<string>();
  for (const call of callsIn(file)) {
    const name = textOf(call.arguments[0]);
    if (name === undefined || !isSetting(name)) continue;
    if (call.expression.getText() === 'connection')
      connections.set(name, [textOf(call.arguments[1]) ?? '', 'clientId']);
    else plain.add(name);
  }
  return { connections, plain: [...plain] };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** One Bicep file as a syntax tree. */
export interface BicepFile {
  /** From the repository's root. */
  path: string;
  root: Node;
}

let parser: Promise<Parser> | undefined;

async function createParser(): Promise<Parser> {
  await Parser.init();
  const grammar = await Language.load(
    readFileSync(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')),
  );
  return new Parser().setLanguage(grammar);
}

export async function parseBicep(text: string): Promise<Node> {
  const tree = (await (parser ??= createParser())).parse(text);
  if (!tree) throw new Error('The parser was stopped.');
  return tree.rootNode;
}

/** Every Bicep file of the deployment. */
export async function readInfra(): Promise<BicepFile[]> {
  const paths = readdirSync('infra', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bicep'))
    .map((name) => join('infra', name));
  return Promise.all(
    paths.map(async (path) => ({ path, root: await parseBicep(readFileSync(path, 'utf8')) })),
  );
}

/** The nodes of some types under a node, itself included. */
export function nodesOf(node: Node, ...types: string[]): Node[] {
  const below = node.namedChildren.flatMap((child) => nodesOf(child, ...types));
  return types.includes(node.type) ? [node, ...below] : below;
}

/** Where the text is not Bicep: line and what stands there. */
export function faultsIn(node: Node): string[] {
  if (node.isError || node.isMissing)
    return [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`];
  return node.hasError ? node.children.flatMap(faultsIn) : [];
}

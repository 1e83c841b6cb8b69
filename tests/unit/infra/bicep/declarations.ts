import type { Node } from 'web-tree-sitter';
import { nodesOf, type BicepFile } from './parse';
import { toValue, type BicepValue } from './value';

const kinds = {
  parameter_declaration: 'param',
  variable_declaration: 'var',
  resource_declaration: 'resource',
  module_declaration: 'module',
  output_declaration: 'output',
} as const;

/** One of the things that a Bicep file declares. */
export interface Declaration {
  file: string;
  kind: (typeof kinds)[keyof typeof kinds];
  name: string;
  node: Node;
  /** Resources and modules: `Microsoft.X/y@version`, or the path of the module. */
  type: string;
  /** Resources and modules: what is between the outermost braces. Else the value, if there is one. */
  body: BicepValue | undefined;
  /** Whether the resource is only referred to. */
  existing: boolean;
}

const isKind = (type: string): type is keyof typeof kinds => type in kinds;

/** The object of a resource, inside its condition or loop. */
const bodyOf = (node: Node): Node | undefined =>
  node.type === 'object'
    ? node
    : node.namedChildren
        .filter(({ type }) => ['object', 'if_statement', 'for_statement', 'array'].includes(type))
        .map(bodyOf)
        .find((body) => body !== undefined);

function toDeclaration(node: Node, file: string): Declaration[] {
  if (!isKind(node.type)) return [];
  const kind = kinds[node.type];
  const [name, type, value] = node.namedChildren;
  const isThing = kind === 'resource' || kind === 'module';
  const valueNode = isThing ? bodyOf(node) : kind === 'var' ? type : value;
  return [
    {
      file,
      kind,
      name: name?.text ?? '',
      node,
      type: isThing ? (type?.text ?? '').replaceAll("'", '') : '',
      body: valueNode && toValue(valueNode),
      existing: kind === 'resource' && node.children.some(({ text }) => text === 'existing'),
    },
  ];
}

export const declarationsOf = ({ path, root }: BicepFile): Declaration[] =>
  root.namedChildren.flatMap((node) => toDeclaration(node, path));

/** Whether a parameter may be left out. */
export const isOptional = ({ body }: Declaration): boolean => body !== undefined;

/** Resources of a type (without its version), wherever they are declared. */
export const resourcesOf = (declarations: Declaration[], type: string): Declaration[] =>
  declarations.filter((one) => one.kind === 'resource' && one.type.startsWith(`${type}@`));

/** Names that a piece of a file uses, without those of properties. */
export const namesUsedIn = (node: Node): string[] =>
  nodesOf(node, 'identifier')
    .filter(({ parent, id }) => parent?.type !== 'object_property' || parent.namedChild(0)?.id !== id)
    .map(({ text }) => text);

import type { Node } from 'web-tree-sitter';

/** What only a deployment can work out; its source text stands for it. */
export class Expression {
  constructor(readonly text: string) {}
}

export type BicepValue =
  string | number | boolean | null | Expression | BicepValue[] | { [name: string]: BicepValue };

const withoutQuotes = (text: string) => text.replace(/^'(.*)'$/s, '$1');

function toObject(node: Node): Record<string, BicepValue> {
  return Object.fromEntries(
    node.namedChildren.flatMap((property): [string, BicepValue][] => {
      const [name, value] = property.namedChildren;
      if (property.type !== 'object_property' || !name || !value) return [];
      return [[withoutQuotes(name.text), toValue(value)]];
    }),
  );
}

const isLiteral = (node: Node) => node.namedChildren.every(({ type }) => type !== 'interpolation');

/** Reads literals, arrays and objects; whatever has to be computed stays an Expression. */
export function toValue(node: Node): BicepValue {
  switch (node.type) {
    case 'string':
      return isLiteral(node) ? withoutQuotes(node.text) : new Expression(node.text);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    case 'object':
      return toObject(node);
    case 'array':
      return node.namedChildren.some(({ type }) => type === 'for_statement')
        ? new Expression(node.text)
        : node.namedChildren.filter(({ type }) => type !== 'comment').map(toValue);
    default:
      return new Expression(node.text);
  }
}

/** A value inside objects, by the names that lead to it; undefined where there is none. */
export function at(value: BicepValue | undefined, ...path: string[]): BicepValue | undefined {
  return path.reduce<BicepValue | undefined>(
    (inside, name) =>
      inside !== null &&
      typeof inside === 'object' &&
      !Array.isArray(inside) &&
      !(inside instanceof Expression)
        ? inside[name]
        : undefined,
    value,
  );
}

/** The text of a value: a literal's own, an expression's source without its quotes. */
export const textOf = (value: BicepValue | undefined): string =>
  value instanceof Expression ? withoutQuotes(value.text) : typeof value === 'string' ? value : '';

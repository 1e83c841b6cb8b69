import { stableGuid } from './stable-guid';

export type StructureType = 'area' | 'iteration';

/** A node of the area or iteration tree. */
export interface ClassificationNode {
  id: number;
  identifier: string;
  name: string;
  structureType: StructureType;
  parent?: ClassificationNode;
  children: ClassificationNode[];
  attributes?: Record<string, unknown>;
}

const split = (path: string) => path.split(/[\\/]+/).filter(Boolean);

/** From the root down, the node itself included. */
export const lineage = (node: ClassificationNode): ClassificationNode[] => [
  ...(node.parent ? lineage(node.parent) : []),
  node,
];

/** The value of System.AreaPath and System.IterationPath: `Project\Sub\Node`. */
export const fieldPath = (node: ClassificationNode): string =>
  lineage(node)
    .map(({ name }) => name)
    .join('\\');

/** Areas or iterations of one project; its root carries the project's name. */
export class ClassificationTree {
  readonly root: ClassificationNode;
  private readonly byId = new Map<number, ClassificationNode>();

  constructor(
    readonly projectName: string,
    readonly structureType: StructureType,
    private readonly nextId: () => number,
  ) {
    this.root = this.create(projectName);
  }

  private create(name: string, parent?: ClassificationNode): ClassificationNode {
    const id = this.nextId();
    const identifier = stableGuid(this.structureType, this.projectName, String(id));
    const node: ClassificationNode = {
      id,
      identifier,
      name,
      structureType: this.structureType,
      children: [],
    };
    if (parent) {
      node.parent = parent;
      parent.children.push(node);
    }
    this.byId.set(id, node);
    return node;
  }

  withId(id: number): ClassificationNode | undefined {
    return this.byId.get(id);
  }

  /** @param path below the root, as node routes have it: `Sub/Node` or `Sub\Node` */
  below(path: string): ClassificationNode | undefined {
    return split(path).reduce<ClassificationNode | undefined>(
      (node, name) => node?.children.find((child) => child.name.toLowerCase() === name.toLowerCase()),
      this.root,
    );
  }

  /**
   * @param path as fields have it: `Project\Sub`. A leading backslash or the `\Area\` segment of node paths is wrong
   *   (facts: azure-devops.md section 4.6).
   */
  atFieldPath(path: string): ClassificationNode | undefined {
    if (path.startsWith('\\')) return undefined;
    const [project = '', ...names] = path.split('\\');
    if (project.toLowerCase() !== this.projectName.toLowerCase()) return undefined;
    return this.below(names.join('\\'));
  }

  add(parent: ClassificationNode, name: string): ClassificationNode {
    return this.create(name, parent);
  }

  move(node: ClassificationNode, parent: ClassificationNode): void {
    this.detach(node);
    node.parent = parent;
    parent.children.push(node);
  }

  remove(node: ClassificationNode): void {
    this.detach(node);
    this.byId.delete(node.id);
  }

  private detach({ id, parent }: ClassificationNode): void {
    if (parent) parent.children = parent.children.filter((child) => child.id !== id);
  }
}

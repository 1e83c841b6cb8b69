import { type ClassificationNode, lineage } from '../../model/classification-tree';
import type { Project } from '../../model/project';
import type { OperationRequest } from '../operation';

const groups = { area: 'Areas', iteration: 'Iterations' } as const;
const pathSegments = { area: 'Area', iteration: 'Iteration' } as const;

export function nodeUrl(
  { baseUrl }: Pick<OperationRequest, 'baseUrl'>,
  project: Project,
  node: ClassificationNode,
): string {
  const below = lineage(node)
    .slice(1)
    .map(({ name }) => `/${encodeURIComponent(name)}`);
  return `${baseUrl}/${project.id}/_apis/wit/classificationNodes/${groups[node.structureType]}${below.join('')}`;
}

/** The path of a node holds `\Area\` or `\Iteration\`; the value of a field does not (facts: azure-devops.md 4.6). */
function nodePath(node: ClassificationNode): string {
  const [project, ...below] = lineage(node).map(({ name }) => name);
  return ['', project, pathSegments[node.structureType], ...below].join('\\');
}

interface RenderedNode {
  [key: string]: unknown;
  children?: RenderedNode[];
}

/** @param depth how many generations of children are shown */
export function renderNode(
  request: OperationRequest,
  project: Project,
  node: ClassificationNode,
  depth: number,
  withLinks: boolean,
): RenderedNode {
  const url = nodeUrl(request, project, node);
  const parent = node.parent && { parent: { href: nodeUrl(request, project, node.parent) } };
  const hasChildren = node.children.length > 0;
  return {
    id: node.id,
    identifier: node.identifier,
    name: node.name,
    structureType: node.structureType,
    hasChildren,
    ...(depth > 0 &&
      hasChildren && {
        children: node.children.map((child) => renderNode(request, project, child, depth - 1, false)),
      }),
    ...(node.attributes && { attributes: node.attributes }),
    path: nodePath(node),
    ...(withLinks && { _links: { self: { href: url }, ...parent } }),
    url,
  };
}

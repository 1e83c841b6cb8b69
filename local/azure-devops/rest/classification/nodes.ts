import { ApiError } from '../../http/api-error';
import { badArgument } from '../../http/errors';
import { bodyObject, integer, isObject, list, readIds } from '../../http/read-parameters';
import { isoDate } from '../../model/dates';
import {
  type ClassificationNode,
  type ClassificationTree,
  fieldPath,
  lineage,
} from '../../model/classification-tree';
import type { Project } from '../../model/project';
import { reclassify } from '../../model/reclassify';
import { NoControllerError } from '../../http/no-controller';
import { requiredProject } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { nodeUrl, renderNode } from './render-node';

const root = '{project}/_apis/wit/classificationnodes';

function requestedTree(project: Project, request: OperationRequest): ClassificationTree {
  const group = request.params.group?.toLowerCase();
  // Some clients send the number of the choice.
  if (group === 'areas' || group === '0') return project.areas;
  if (group === 'iterations' || group === '1') return project.iterations;
  throw new NoControllerError();
}

const notFound = (what: string) =>
  new ApiError(
    404,
    'ClassificationNodeNotFoundException',
    `VS402485: The classification node ${what} does not exist, or you do not have permission to access it.`,
  );

function requestedNode(request: OperationRequest, tree: ClassificationTree): ClassificationNode {
  const path = request.params.path ?? '';
  const node = tree.below(path);
  if (!node) throw notFound(path);
  return node;
}

const roots: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const ids = list(request, 'ids');
  const found = ids
    ? readIds(ids).map((id) => project.areas.withId(id) ?? project.iterations.withId(id) ?? id)
    : [project.areas.root, project.iterations.root];
  const depth = integer(request, '$depth') ?? 0;
  const omits = request.query.get('errorPolicy')?.toLowerCase() === 'omit';
  const value = found.map((node) => {
    if (typeof node !== 'number') return renderNode(request, project, node, depth, ids !== undefined);
    if (!omits) throw notFound(String(node));
    return null;
  });
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const node = requestedNode(request, requestedTree(project, request));
  return { status: 200, body: renderNode(request, project, node, integer(request, '$depth') ?? 0, true) };
};

function readName(value: unknown): string {
  if (
    typeof value !== 'string' ||
    value.trim() === '' ||
    value.length > 255 ||
    /[\\/$?*:"&<>#%|+]/.test(value)
  )
    throw badArgument('VS402371: The name of a classification node is missing or not valid.');
  return value.trim();
}

/** The dates of an iteration; without a zone they are UTC. */
function readAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  const dates = Object.entries(attributes).map(([name, value]) => {
    const date =
      typeof value === 'string'
        ? new Date(/(Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`)
        : undefined;
    return [name, date && !Number.isNaN(date.getTime()) ? isoDate(date) : value] as const;
  });
  return Object.fromEntries(dates);
}

function checkNameIsFree(parent: ClassificationNode, name: string): void {
  if (parent.children.some((child) => child.name.toLowerCase() === name.toLowerCase()))
    throw new ApiError(
      409,
      'ClassificationNodeDuplicateNameException',
      `VS402371: Classification node name ${name} is already in use by another child of parent classification node ${parent.name}.`,
    );
}

const withLocation = (
  request: OperationRequest,
  project: Project,
  node: ClassificationNode,
  status: number,
) => ({
  status,
  headers: { location: nodeUrl(request, project, node) },
  body: renderNode(request, project, node, 0, true),
});

/** A new node under the path, or with `{id}` a node moved there. */
const createOrMove: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const tree = requestedTree(project, request);
  const parent = requestedNode(request, tree);
  const { id, name, attributes } = bodyObject(request);
  if (typeof id === 'number' && id > 0) {
    const node = tree.withId(id);
    if (!node?.parent) throw notFound(String(id));
    if (lineage(parent).includes(node)) throw badArgument('A node cannot be moved below itself.');
    checkNameIsFree(parent, node.name);
    const before = fieldPath(node);
    tree.move(node, parent);
    reclassify(request.organization, project, tree, before, fieldPath(node));
    return withLocation(request, project, node, 200);
  }
  const given = readName(name);
  checkNameIsFree(parent, given);
  const node = tree.add(parent, given);
  if (isObject(attributes)) node.attributes = readAttributes(attributes);
  return withLocation(request, project, node, 201);
};

const change: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const tree = requestedTree(project, request);
  const node = requestedNode(request, tree);
  const { name, attributes } = bodyObject(request);
  const before = fieldPath(node);
  if (name !== undefined && name !== node.name) {
    const given = readName(name);
    if (node.parent) checkNameIsFree(node.parent, given);
    node.name = given;
    reclassify(request.organization, project, tree, before, fieldPath(node));
  }
  if (isObject(attributes)) node.attributes = { ...node.attributes, ...readAttributes(attributes) };
  return withLocation(request, project, node, 200);
};

const remove: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const tree = requestedTree(project, request);
  const node = requestedNode(request, tree);
  if (!node.parent) throw badArgument('The root cannot be deleted.');
  const heirId = integer(request, '$reclassifyId');
  const heir = heirId === undefined ? node.parent : tree.withId(heirId);
  if (!heir) throw notFound(String(heirId));
  const path = fieldPath(node);
  tree.remove(node);
  reclassify(request.organization, project, tree, path, fieldPath(heir), 'gather');
  return { status: 204 };
};

export const nodeRoutes: Operation[] = [
  { method: 'GET', path: root, handle: roots },
  { method: 'GET', path: `${root}/{group}/{*path}`, handle: get },
  { method: 'POST', path: `${root}/{group}/{*path}`, handle: createOrMove },
  { method: 'PATCH', path: `${root}/{group}/{*path}`, handle: change },
  { method: 'DELETE', path: `${root}/{group}/{*path}`, handle: remove },
];

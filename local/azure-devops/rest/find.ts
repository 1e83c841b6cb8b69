import { projectIdNotFound, projectNameNotFound, typeNotFound, workItemNotFound } from '../http/errors';
import { NoControllerError } from '../http/no-controller';
import type { Project } from '../model/project';
import type { WorkItem } from '../model/work-item';
import { findType, type WorkItemType } from '../processes/process';
import type { OperationRequest } from './operation';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws ApiError 404 when it does not exist or the caller does not see it */
export function namedProject({ organization, caller }: OperationRequest, nameOrId: string): Project {
  const project = organization.project(nameOrId);
  if (project && organization.sees(caller, project)) return project;
  throw guid.test(nameOrId) ? projectIdNotFound(nameOrId) : projectNameNotFound(nameOrId);
}

/** The project in the path of an operation that needs one. */
export const requiredProject = (request: OperationRequest): Project =>
  namedProject(request, request.params.project ?? '');

export const optionalProject = (request: OperationRequest): Project | undefined =>
  request.params.project === undefined ? undefined : namedProject(request, request.params.project);

export function requiredType(request: OperationRequest, project: Project): WorkItemType {
  const name = request.params.type ?? '';
  const type = findType(project.process, name);
  if (!type) throw typeNotFound(name, project.name);
  return type;
}

/** A work item by number that the caller sees, in the recycle bin or not. */
export function visibleWorkItem(
  { organization, caller }: OperationRequest,
  id: number,
  { deleted, project }: { deleted: boolean; project?: Project | undefined },
): WorkItem | undefined {
  const item = organization.workItems.get(id);
  if (!item || (item.deleted !== undefined) !== deleted) return undefined;
  if (project && item.projectId !== project.id) return undefined;
  return organization.sees(caller, organization.projectOf(item)) ? item : undefined;
}

/** The number in the path. @throws NoControllerError for what is none: 0 has no controller either */
export function pathId({ params }: OperationRequest, name = 'id'): number {
  const text = params[name] ?? '';
  if (!/^[1-9]\d*$/.test(text)) throw new NoControllerError();
  return Number(text);
}

/** @throws ApiError 404 TF401232 for missing, deleted and invisible alike */
export function requiredWorkItem(request: OperationRequest, deleted = false): WorkItem {
  const id = pathId(request);
  const item = visibleWorkItem(request, id, { deleted, project: optionalProject(request) });
  if (!item) throw workItemNotFound(id);
  return item;
}

import { flag, readExpand } from '../../http/read-parameters';
import { badArgument } from '../../http/errors';
import { createWorkItem } from '../../model/create-work-item';
import { updateWorkItem } from '../../model/update-work-item';
import type { WriteOptions } from '../../model/write-checks';
import { readPatch } from '../../rules/read-patch';
import { ApiError } from '../../http/api-error';
import type { WorkItem } from '../../model/work-item';
import { requiredProject, requiredType, requiredWorkItem } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { renderWorkItem } from './render-work-item';

const writeOptions = (request: OperationRequest): WriteOptions => ({
  validateOnly: flag(request, 'validateOnly'),
  bypassRules: flag(request, 'bypassRules'),
  suppressNotifications: flag(request, 'suppressNotifications'),
});

/** Creates and updates take JSON Patch and nothing else. */
function checkContentType({ headers, method }: OperationRequest): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json-patch+json') return;
  throw new ApiError(
    415,
    'VssRequestContentTypeNotSupportedException',
    `The request indicated a Content-Type of "${type}" for method type "${method}" which is not supported. Valid content types for this method are: application/json-patch+json.`,
    { eventId: 3000 },
  );
}

/** A work item just written shows its relations too (facts: azure-devops.md section 4.5). */
const writtenView = ({ query }: OperationRequest) => ({
  expand: { ...readExpand(query.get('$expand')), relations: true },
});

/** `POST {project}/_apis/wit/workitems/${type}`; with `validateOnly` the answer has no id and no rev. */
export const create: Operation['handle'] = (request) => {
  checkContentType(request);
  const project = requiredProject(request);
  const type = requiredType(request, project);
  if (type.isDisabled)
    throw badArgument(`Work item type ${type.name} is disabled in project ${project.name}.`);
  const options = writeOptions(request);
  const patch = readPatch(request.body);
  const { revision, item } = createWorkItem(
    request.organization,
    { project, type },
    patch,
    request.caller,
    options,
  );
  if (item) return { status: 200, body: renderWorkItem(request, item, revision, writtenView(request)) };
  const draft: WorkItem = { id: 0, projectId: project.id, revisions: [revision], updates: [], comments: [] };
  const { fields, relations } = renderWorkItem(request, draft, revision, writtenView(request));
  return { status: 200, body: { fields, ...(relations && { relations }) } };
};

/** `PATCH _apis/wit/workitems/{id}` */
export const update: Operation['handle'] = (request) => {
  checkContentType(request);
  const item = requiredWorkItem(request);
  const options = writeOptions(request);
  const revision = updateWorkItem(
    request.organization,
    item,
    readPatch(request.body),
    request.caller,
    options,
  );
  return { status: 200, body: renderWorkItem(request, item, revision, writtenView(request)) };
};

export const writeRoutes: Operation[] = [
  { method: 'POST', path: '{project}/_apis/wit/workitems/${type}', handle: create },
  { method: 'PATCH', path: '{project}/_apis/wit/workitems/${type}', handle: create },
  { method: 'PATCH', path: '[{project}/]_apis/wit/workitems/{id}', handle: update },
];

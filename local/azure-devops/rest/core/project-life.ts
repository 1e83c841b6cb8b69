import { ApiError } from '../../http/api-error';
import { badArgument } from '../../http/errors';
import { bodyObject, isObject } from '../../http/read-parameters';
import type { ApiAnswer } from '../../http/route';
import { stableGuid } from '../../model/stable-guid';
import type { Process } from '../../processes/process';
import { processes } from '../../processes/processes';
import { namedProject } from '../find';
import type { Operation, OperationRequest } from '../operation';

const operationUrl = ({ baseUrl }: OperationRequest, id: string) => `${baseUrl}/_apis/operations/${id}`;

/** Work that the real service does in the background is done at once; its operation only has to be asked for. */
function accepted(request: OperationRequest, what: string): ApiAnswer {
  const id = stableGuid('operation', request.organization.name, what, String(Date.now()));
  request.organization.operations.add(id);
  return { status: 202, body: { id, status: 'notSet', url: operationUrl(request, id) } };
}

function requestedProcess(capabilities: unknown): Process | undefined {
  const template = isObject(capabilities) ? capabilities.processTemplate : undefined;
  const id = isObject(template) ? template.templateTypeId : undefined;
  if (id === undefined) return processes.Basic;
  return Object.values(processes).find((process) => process.id === id);
}

const create: Operation['handle'] = (request) => {
  const { name, capabilities } = bodyObject(request);
  if (typeof name !== 'string' || name.trim() === '' || name.length > 64 || /[\\/:*?"<>|#$%&+]/.test(name))
    throw badArgument('TF50309: The project name is missing or not valid.');
  if (request.organization.project(name))
    throw new ApiError(
      409,
      'ProjectAlreadyExistsException',
      `TF200019: The following project already exists on the Azure DevOps Server: ${name}.`,
      { eventId: 3000 },
    );
  const process = requestedProcess(capabilities);
  if (!process) throw badArgument('The process template does not exist.');
  request.organization.addProject(name.trim(), process.name);
  return accepted(request, `create ${name}`);
};

const remove: Operation['handle'] = (request) => {
  const project = namedProject(request, request.params.projectId ?? '');
  request.organization.removeProject(project);
  return accepted(request, `delete ${project.name}`);
};

const operation: Operation['handle'] = (request) => {
  const id = request.params.operationId ?? '';
  if (!request.organization.operations.has(id))
    throw new ApiError(404, 'OperationNotFoundException', `VS403417: Operation ${id} was not found.`, {
      eventId: 3000,
    });
  const url = operationUrl(request, id);
  return { status: 200, body: { id, status: 'succeeded', url, _links: { self: { href: url } } } };
};

export const projectLifeRoutes: Operation[] = [
  { method: 'POST', path: '_apis/projects', handle: create },
  { method: 'DELETE', path: '_apis/projects/{projectId}', handle: remove },
  { method: 'GET', path: '_apis/operations/{operationId}', handle: operation },
];

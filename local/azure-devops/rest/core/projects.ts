import { ApiError } from '../../http/api-error';
import { flag, integer } from '../../http/read-parameters';
import type { Project } from '../../model/project';
import { stableGuid } from '../../model/stable-guid';
import type { Process } from '../../processes/process';
import { processes } from '../../processes/processes';
import { namedProject } from '../find';
import type { Operation, OperationRequest } from '../operation';

const summary = ({ baseUrl }: Pick<OperationRequest, 'baseUrl'>, { id, name, createdAt }: Project) => ({
  id,
  name,
  url: `${baseUrl}/_apis/projects/${id}`,
  state: 'wellFormed',
  revision: 11,
  visibility: 'private',
  lastUpdateTime: createdAt,
});

function capabilities({ process }: Project) {
  return {
    processTemplate: { templateName: process.name, templateTypeId: process.id },
    versioncontrol: { sourceControlType: 'Git', gitEnabled: 'True', tfvcEnabled: 'False' },
  };
}

/** What the caller may not see is not in the list (facts: azure-devops.md section 3.6). */
const list: Operation['handle'] = (request) => {
  const { organization, caller, query } = request;
  const visible = organization.projects.filter((project) => organization.sees(caller, project));
  const from = integer(request, '$skip') ?? Number(query.get('continuationToken') ?? 0);
  const page = visible.slice(from, from + (integer(request, '$top') ?? 100));
  const next = from + page.length;
  const value = page.map((project) => summary(request, project));
  return {
    status: 200,
    body: { count: value.length, value },
    ...(next < visible.length && { headers: { 'x-ms-continuationtoken': String(next) } }),
  };
};

const get: Operation['handle'] = (request) => {
  const { organization, baseUrl } = request;
  const project = namedProject(request, request.params.projectId ?? '');
  const url = `${baseUrl}/_apis/projects/${project.id}`;
  const teamId = stableGuid('team', project.id);
  return {
    status: 200,
    body: {
      ...summary(request, project),
      ...(flag(request, 'includeCapabilities') && { capabilities: capabilities(project) }),
      _links: {
        self: { href: url },
        collection: { href: `${baseUrl}/_apis/projectCollections/${organization.collectionId}` },
        web: { href: `${baseUrl}/${encodeURIComponent(project.name)}` },
      },
      defaultTeam: { id: teamId, name: `${project.name} Team`, url: `${url}/teams/${teamId}` },
    },
  };
};

const renderProcess = ({ baseUrl }: OperationRequest, { id, name, description }: Process) => ({
  id,
  description,
  isDefault: name === 'Basic',
  type: 'system',
  url: `${baseUrl}/_apis/process/processes/${id}`,
  name,
});

const listProcesses: Operation['handle'] = (request) => {
  const value = Object.values(processes).map((process) => renderProcess(request, process));
  return { status: 200, body: { count: value.length, value } };
};

const getProcess: Operation['handle'] = (request) => {
  const process = Object.values(processes).find(({ id }) => id === request.params.processId?.toLowerCase());
  if (!process)
    throw new ApiError(
      404,
      'ProcessNotFoundByTypeIdException',
      `VS402362: Process with type id ${request.params.processId ?? ''} was not found or you do not have permission to access it.`,
    );
  return { status: 200, body: renderProcess(request, process) };
};

export const projectRoutes: Operation[] = [
  { method: 'GET', path: '_apis/projects', handle: list },
  { method: 'GET', path: '_apis/projects/{projectId}', handle: get },
  { method: 'GET', path: '_apis/process/processes', handle: listProcesses },
  { method: 'GET', path: '_apis/process/processes/{processId}', handle: getProcess },
];

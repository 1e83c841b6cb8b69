import { ApiError } from '../../http/api-error';
import { badArgument } from '../../http/errors';
import { bodyObject } from '../../http/read-parameters';
import { isoDate } from '../../model/dates';
import type { Project, Tag } from '../../model/project';
import { renameTag } from '../../model/rename-tag';
import { requiredProject } from '../find';
import type { Operation, OperationRequest } from '../operation';

const path = '{project}/_apis/wit/tags';

const render = ({ baseUrl }: OperationRequest, project: Project, { id, name, lastUpdated }: Tag) => ({
  id,
  name,
  url: `${baseUrl}/${project.id}/_apis/wit/tags/${id}`,
  lastUpdated,
});

function requiredTag({ params }: OperationRequest, project: Project): Tag {
  const wanted = (params.tag ?? '').toLowerCase();
  const tag = project.tags.get(wanted) ?? [...project.tags.values()].find(({ id }) => id === wanted);
  if (!tag)
    throw new ApiError(404, 'TagNotFoundException', `VS403660: The tag ${params.tag ?? ''} does not exist.`);
  return tag;
}

const list: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const value = [...project.tags.values()].map((tag) => render(request, project, tag));
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  return { status: 200, body: render(request, project, requiredTag(request, project)) };
};

const rename: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const tag = requiredTag(request, project);
  const { name } = bodyObject(request);
  if (typeof name !== 'string' || name.trim() === '' || /[;,]/.test(name))
    throw badArgument('The tag name is not valid.');
  const renamed = { ...tag, name: name.trim(), lastUpdated: isoDate(new Date()) };
  renameTag(request.organization, project, tag.name, renamed.name);
  project.tags.delete(tag.name.toLowerCase());
  project.tags.set(renamed.name.toLowerCase(), renamed);
  return { status: 200, body: render(request, project, renamed) };
};

const remove: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const tag = requiredTag(request, project);
  renameTag(request.organization, project, tag.name, undefined);
  project.tags.delete(tag.name.toLowerCase());
  return { status: 200 };
};

export const tagRoutes: Operation[] = [
  { method: 'GET', path, handle: list },
  { method: 'GET', path: `${path}/{tag}`, handle: get },
  { method: 'PATCH', path: `${path}/{tag}`, handle: rename },
  { method: 'DELETE', path: `${path}/{tag}`, handle: remove },
];

import { badArgument, workItemNotFound } from '../../http/errors';
import { bodyObject, flag, list, readIds } from '../../http/read-parameters';
import { identityText } from '../../identity-ref';
import { usDate } from '../../model/dates';
import { deleteWorkItem, destroyWorkItem, restoreWorkItem } from '../../model/recycle-bin';
import { latest, title, typeName, type WorkItem } from '../../model/work-item';
import { optionalProject, requiredProject, requiredWorkItem, visibleWorkItem } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { renderFields } from '../render-fields';
import { itemLinks } from './render-work-item';

/** A deleted work item: people as text, the date in the American way (facts: azure-devops.md section 4.10). */
function renderDeleted(request: OperationRequest, item: WorkItem, withResource: boolean) {
  const { id, rev, fields } = latest(item);
  const project = request.organization.projectOf(item);
  const url = `${request.baseUrl}/${project.id}/_apis/wit/recyclebin/${id}`;
  const { workItemType, fields: fieldsLink } = itemLinks(request, item);
  return {
    id,
    type: typeName(item),
    name: title(item),
    project: project.name,
    ...(item.deleted && { deletedDate: usDate(item.deleted.at), deletedBy: identityText(item.deleted.by) }),
    code: 200,
    url,
    ...(withResource && {
      resource: {
        id,
        rev,
        fields: renderFields(request, fields, 'text'),
        _links: { self: { href: url }, workItemType, fields: fieldsLink },
        url,
      },
    }),
  };
}

const remove: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  deleteWorkItem(request.organization, item, request.caller);
  const body = renderDeleted(request, item, true);
  if (flag(request, 'destroy')) destroyWorkItem(request.organization, item, request.caller);
  return { status: 200, body };
};

const removeMany: Operation['handle'] = (request) => {
  const { ids, destroy, skipNotifications } = bodyObject(request);
  if (!Array.isArray(ids)) throw badArgument('A value is required for ids.');
  const project = requiredProject(request);
  const results = readIds(ids).map((id) => {
    const item = visibleWorkItem(request, id, { deleted: false, project });
    if (!item) return { id, code: 404, message: workItemNotFound(id).message };
    deleteWorkItem(request.organization, item, request.caller, skipNotifications === true);
    const result = renderDeleted(request, item, false);
    if (destroy === true) destroyWorkItem(request.organization, item, request.caller);
    return result;
  });
  return { status: 200, body: { results } };
};

const readDeleted: Operation['handle'] = (request) => ({
  status: 200,
  body: renderDeleted(request, requiredWorkItem(request, true), true),
});

const listDeleted: Operation['handle'] = (request) => {
  const project = optionalProject(request);
  const ids = list(request, 'ids');
  const numbers = ids ? readIds(ids) : [...request.organization.workItems.keys()];
  const items = numbers.flatMap((id) => visibleWorkItem(request, id, { deleted: true, project }) ?? []);
  // Without ids only references come back.
  const value = items.map((item) => {
    const { id, url } = renderDeleted(request, item, false);
    return ids ? renderDeleted(request, item, false) : { id, url };
  });
  return { status: 200, body: { count: value.length, value } };
};

const restore: Operation['handle'] = (request) => {
  const { IsDeleted, isDeleted } = bodyObject(request);
  if ((IsDeleted ?? isDeleted) !== false) throw badArgument('IsDeleted must be false.');
  const item = requiredWorkItem(request, true);
  const body = renderDeleted(request, item, false);
  restoreWorkItem(request.organization, item, request.caller);
  return { status: 200, body };
};

const destroy: Operation['handle'] = (request) => {
  destroyWorkItem(request.organization, requiredWorkItem(request, true), request.caller);
  return { status: 204 };
};

export const recycleBinRoutes: Operation[] = [
  { method: 'DELETE', path: '[{project}/]_apis/wit/workitems/{id}', handle: remove },
  { method: 'POST', path: '{project}/_apis/wit/workitemsdelete', handle: removeMany },
  { method: 'GET', path: '[{project}/]_apis/wit/recyclebin/{id}', handle: readDeleted },
  { method: 'GET', path: '[{project}/]_apis/wit/recyclebin', handle: listDeleted },
  { method: 'PATCH', path: '[{project}/]_apis/wit/recyclebin/{id}', handle: restore },
  { method: 'DELETE', path: '[{project}/]_apis/wit/recyclebin/{id}', handle: destroy },
];

import { badArgument, tooManyWorkItems, workItemNotFound } from '../../http/errors';
import { bodyObject, date, list, readIds } from '../../http/read-parameters';
import { latest, type StoredRevision, type WorkItem } from '../../model/work-item';
import { optionalProject, requiredWorkItem, visibleWorkItem } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { readView, renderWorkItem, type View } from './render-work-item';

/** At most this many work items are read at once (facts: azure-devops.md section 4.8). */
const maxIds = 200;

/** The revision that was current at a time; undefined before the item was created. */
export function revisionAsOf(item: WorkItem, asOf: Date | undefined): StoredRevision | undefined {
  if (!asOf) return latest(item);
  return item.revisions.findLast(
    ({ fields }) => Date.parse(String(fields['System.ChangedDate'])) <= asOf.getTime(),
  );
}

function readMany(
  request: OperationRequest,
  ids: readonly number[],
  view: View,
  options: { asOf: Date | undefined; omitMissing: boolean },
) {
  if (ids.length > maxIds) throw tooManyWorkItems(ids.length);
  const project = optionalProject(request);
  const value = ids.map((id) => {
    const item = visibleWorkItem(request, id, { deleted: false, project });
    const revision = item && revisionAsOf(item, options.asOf);
    if (revision) return renderWorkItem(request, item, revision, view, 'list');
    if (!options.omitMissing) throw workItemNotFound(id);
    return null;
  });
  return { status: 200, body: { count: value.length, value } };
}

const get: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const revision = revisionAsOf(item, date(request, 'asOf'));
  if (!revision) throw workItemNotFound(item.id);
  const view = readView(request.query.get('$expand'), list(request, 'fields'));
  return { status: 200, body: renderWorkItem(request, item, revision, view) };
};

const getList: Operation['handle'] = (request) => {
  const ids = list(request, 'ids');
  if (!ids) throw badArgument('A value is required for ids.');
  return readMany(request, readIds(ids), readView(request.query.get('$expand'), list(request, 'fields')), {
    asOf: date(request, 'asOf'),
    omitMissing: request.query.get('errorPolicy')?.toLowerCase() === 'omit',
  });
};

const getBatch: Operation['handle'] = (request) => {
  const { ids, fields, $expand, asOf, errorPolicy } = bodyObject(request);
  if (!Array.isArray(ids)) throw badArgument('A value is required for ids.');
  const names = Array.isArray(fields) && fields.length > 0 ? fields.map(String) : undefined;
  return readMany(request, readIds(ids), readView($expand, names), {
    asOf: typeof asOf === 'string' ? new Date(asOf) : undefined,
    omitMissing: String(errorPolicy).toLowerCase() === 'omit' || errorPolicy === 2,
  });
};

export const readRoutes: Operation[] = [
  { method: 'GET', path: '[{project}/]_apis/wit/workitems/{id}', handle: get },
  { method: 'GET', path: '[{project}/]_apis/wit/workitems', handle: getList },
  { method: 'POST', path: '[{project}/]_apis/wit/workitemsbatch', handle: getBatch },
];

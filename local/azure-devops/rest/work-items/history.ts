import { ApiError } from '../../http/api-error';
import { integer } from '../../http/read-parameters';
import { identityRef, identityText, isIdentity } from '../../identity-ref';
import { endOfTime } from '../../model/dates';
import type { Update, WorkItem } from '../../model/work-item';
import type { Relation } from '../../work-item-change';
import { pathId, requiredWorkItem } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { itemUrl, readView, renderRelation, renderWorkItem } from './render-work-item';

const items = '[{project}/]_apis/wit/workitems/{id}';

function renderUpdate(request: OperationRequest, item: WorkItem, update: Update, isNewest: boolean) {
  const { organization, baseUrl } = request;
  const shown = (value: unknown) =>
    isIdentity(value) ? identityRef(value, baseUrl, organization.id) : value;
  const fields = Object.entries(update.fields).map(([name, { oldValue, newValue }]) => [
    name,
    {
      ...(oldValue !== undefined && { oldValue: shown(oldValue) }),
      ...(newValue !== undefined && { newValue: shown(newValue) }),
    },
  ]);
  const relations = Object.entries(update.relations ?? {}).map(([how, list]: [string, Relation[]]) => [
    how,
    list.map((relation) => renderRelation(request, relation)),
  ]);
  return {
    id: update.number,
    workItemId: item.id,
    rev: update.rev,
    revisedBy: { ...identityRef(update.by, baseUrl, organization.id), name: identityText(update.by) },
    revisedDate: isNewest ? endOfTime : update.at,
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) as Record<string, unknown> }),
    ...(relations.length > 0 && { relations: Object.fromEntries(relations) as Record<string, unknown> }),
    url: `${itemUrl(request, item)}/updates/${update.number}`,
  };
}

function page<T>(request: OperationRequest, all: readonly T[]): T[] {
  const skip = integer(request, '$skip') ?? 0;
  return all.slice(skip, skip + (integer(request, '$top') ?? 200));
}

const listUpdates: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const value = page(request, item.updates).map((update) =>
    renderUpdate(request, item, update, update.number === item.updates.length),
  );
  return { status: 200, body: { count: value.length, value } };
};

const revisionNotFound = (item: WorkItem, number: number) =>
  new ApiError(
    404,
    'WorkItemRevisionNotFoundException',
    `VS403370: Revision ${number} of work item ${item.id} does not exist.`,
  );

const getUpdate: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const number = pathId(request, 'number');
  const update = item.updates[number - 1];
  if (!update) throw revisionNotFound(item, number);
  return { status: 200, body: renderUpdate(request, item, update, number === item.updates.length) };
};

const revisionUrl = (request: OperationRequest, item: WorkItem, rev: number) =>
  `${itemUrl(request, item)}/revisions/${rev}`;

const listRevisions: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const view = readView(request.query.get('$expand'), undefined);
  const value = page(request, item.revisions).map((revision) => ({
    ...renderWorkItem(request, item, revision, view, 'list'),
    url: revisionUrl(request, item, revision.rev),
  }));
  return { status: 200, body: { count: value.length, value } };
};

const getRevision: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const number = pathId(request, 'number');
  const revision = item.revisions[number - 1];
  if (!revision) throw revisionNotFound(item, number);
  const self = { href: revisionUrl(request, item, number) };
  const { _links, ...rendered } = renderWorkItem(
    request,
    item,
    revision,
    readView(request.query.get('$expand'), undefined),
  );
  return {
    status: 200,
    body: {
      ...rendered,
      _links: { ..._links, self, parent: { href: itemUrl(request, item) } },
      url: self.href,
    },
  };
};

export const historyRoutes: Operation[] = [
  { method: 'GET', path: `${items}/updates`, handle: listUpdates },
  { method: 'GET', path: `${items}/updates/{number}`, handle: getUpdate },
  { method: 'GET', path: `${items}/revisions`, handle: listRevisions },
  { method: 'GET', path: `${items}/revisions/{number}`, handle: getRevision },
];

import { badArgument, fieldNotFound } from '../../http/errors';
import { date, flag, integer, isObject, list } from '../../http/read-parameters';
import type { Organization } from '../../model/organization';
import { countFields, expandedFields } from '../../model/system-fields';
import { latest, type StoredRevision, typeName, type WorkItem } from '../../model/work-item';
import { findField } from '../../processes/field-catalogue';
import type { FieldValues } from '../../work-item-change';
import { optionalProject } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { renderFields } from '../render-fields';
import { readToken, writeToken } from './reporting-token';

const defaultPageSize = 1_000;

interface ReportingOptions {
  fields: string[] | undefined;
  types: string[] | undefined;
  includeIdentityRef: boolean;
  includeDeleted: boolean;
  includeLatestOnly: boolean;
  includeLongText: boolean;
}

/** The query parameters, or for POST the same names in the body. */
function readOptions(request: OperationRequest): ReportingOptions {
  const body = isObject(request.body) ? request.body : {};
  const isSet = (name: string) => flag(request, name) || body[name] === true;
  const names = (name: string) => {
    const value = body[name];
    return Array.isArray(value) && value.length > 0 ? value.map(String) : list(request, name);
  };
  const fields = names('fields')?.map((name) => {
    const field = findField(name);
    if (!field) throw fieldNotFound(name);
    return field.referenceName;
  });
  return {
    fields,
    types: names('types')?.map((name) => name.toLowerCase()),
    includeIdentityRef: isSet('includeIdentityRef'),
    includeDeleted: isSet('includeDeleted'),
    includeLatestOnly: isSet('includeLatestOnly'),
    includeLongText: request.query.get('$expand')?.toLowerCase() === 'fields',
  };
}

/** Where in the log to begin: after the token, or at the first revision of a time. */
function startingPlace(request: OperationRequest): number {
  const token = request.query.get('continuationToken');
  const start = date(request, 'startDateTime');
  if (token !== undefined && start)
    throw badArgument('startDateTime cannot be sent together with continuationToken.');
  if (token !== undefined && token !== '') return readToken(token);
  if (!start) return 0;
  const { revisionLog } = request.organization;
  const place = revisionLog.findIndex(
    ({ revision }) => Date.parse(String(revision.fields['System.ChangedDate'])) >= start.getTime(),
  );
  return place < 0 ? revisionLog.length : place;
}

const isLongText = (name: string) => {
  const type = findField(name)?.type;
  return type === 'html' || type === 'history';
};

function shownFields(
  organization: Organization,
  item: WorkItem,
  revision: StoredRevision,
  options: ReportingOptions,
): FieldValues {
  const all = {
    ...expandedFields(organization.projectOf(item), revision),
    ...countFields(revision, item.deleted !== undefined),
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => options.fields?.includes(name) ?? (options.includeLongText || !isLongText(name)),
    ),
  );
}

/**
 * Revisions of many work items in the order of their watermarks (facts: azure-devops.md section 4.8). The token is given
 * on the last batch too: the next poll begins there.
 */
const report: Operation['handle'] = (request) => {
  const { organization, caller, baseUrl } = request;
  const options = readOptions(request);
  const project = optionalProject(request);
  const size = Math.min(integer(request, '$maxPageSize') ?? defaultPageSize, defaultPageSize);
  const { revisionLog, workItems } = organization;
  const isWanted = ({ item, revision }: (typeof revisionLog)[number]): boolean =>
    workItems.has(item.id) &&
    (!project || item.projectId === project.id) &&
    organization.sees(caller, organization.projectOf(item)) &&
    (options.includeDeleted || !item.deleted) &&
    (!options.includeLatestOnly || latest(item) === revision) &&
    (options.types?.includes(typeName(item).toLowerCase()) ?? true);
  const values: unknown[] = [];
  let place = startingPlace(request);
  for (; place < revisionLog.length && values.length < size; place += 1) {
    const entry = revisionLog[place];
    if (!entry || !isWanted(entry)) continue;
    const { item, revision } = entry;
    values.push({
      id: item.id,
      rev: revision.rev,
      fields: renderFields(
        request,
        shownFields(organization, item, revision, options),
        options.includeIdentityRef ? 'object' : 'text',
      ),
      multilineFieldsFormat: revision.multilineFieldsFormat,
    });
  }
  const last = revisionLog[place - 1];
  const continuationToken = writeToken(place, last?.item.id ?? 0, last?.revision.rev ?? 0);
  const path = `${baseUrl}/${project ? `${project.id}/` : ''}_apis/wit/reporting/workItemRevisions`;
  return {
    status: 200,
    // Without the charset that other answers name (facts: section 1.5).
    headers: { 'content-type': 'application/json; api-version=7.1' },
    body: {
      values,
      nextLink: `${path}?continuationToken=${encodeURIComponent(continuationToken)}&api-version=7.1`,
      continuationToken,
      isLastBatch: place >= revisionLog.length,
    },
  };
};

const path = '[{project}/]_apis/wit/reporting/workitemrevisions';

export const reportingRoutes: Operation[] = [
  { method: 'GET', path, handle: report },
  { method: 'POST', path, handle: report },
];

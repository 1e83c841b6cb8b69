import { ApiError } from '../../http/api-error';
import { badArgument } from '../../http/errors';
import { bodyObject, flag, integer } from '../../http/read-parameters';
import { isoDate } from '../../model/dates';
import type { FieldDefinition } from '../../processes/process';
import { parseQuery } from '../../wiql/parse';
import { runQuery } from '../../wiql/run-query';
import { optionalProject } from '../find';
import type { Operation } from '../operation';
import { revisionAsOf } from './read';
import { itemUrl } from './render-work-item';

/** Runs a flat query: only ids come back (facts: azure-devops.md section 4.8). */
const run: Operation['handle'] = (request) => {
  const { organization, caller, baseUrl } = request;
  const { query: text } = bodyObject(request);
  if (typeof text !== 'string' || text.trim() === '')
    throw badArgument('The query parameter must not be empty.');
  const query = parseQuery(text);
  const project = optionalProject(request);
  const now = new Date();
  const asOf = query.asOf?.kind === 'text' ? new Date(query.asOf.text) : undefined;
  const context = { me: caller, project: project?.name, now, timePrecision: flag(request, 'timePrecision') };
  const visible = new Set(
    organization.projects.filter((one) => organization.sees(caller, one)).map(({ id }) => id),
  );
  const items = runQuery(organization, organization.workItems.values(), query, context, (item) =>
    visible.has(item.projectId) ? revisionAsOf(item, asOf) : undefined,
  ).slice(0, integer(request, '$top'));
  const column = ({ referenceName, name }: FieldDefinition) => ({
    referenceName,
    name,
    url: `${baseUrl}/_apis/wit/fields/${referenceName}`,
  });
  const sortColumns = query.orderBy.map(({ field, descending }) => ({ field: column(field), descending }));
  return {
    status: 200,
    body: {
      queryType: 'flat',
      queryResultType: 'workItem',
      asOf: isoDate(asOf ?? now),
      columns: query.fields.map(column),
      ...(sortColumns.length > 0 && { sortColumns }),
      workItems: items.map((item) => ({
        id: item.id,
        url: project ? itemUrl(request, item) : `${baseUrl}/_apis/wit/workItems/${item.id}`,
      })),
    },
  };
};

/** Nobody can save a query here. */
const saved: Operation['handle'] = ({ params }) => {
  throw new ApiError(
    404,
    'QueryItemNotFoundException',
    `TF401243: The query ${params.id ?? ''} does not exist, or you do not have permission to read it.`,
  );
};

export const wiqlRoutes: Operation[] = [
  { method: 'POST', path: '[{project}/]_apis/wit/wiql', handle: run },
  { method: 'GET', path: '[{project}/]_apis/wit/wiql/{id}', handle: saved },
];

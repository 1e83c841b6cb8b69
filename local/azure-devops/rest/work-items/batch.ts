import { ApiError } from '../../http/api-error';
import { badArgument, tooManyWorkItems } from '../../http/errors';
import { Query } from '../../http/query';
import { isObject } from '../../http/read-parameters';
import { NoControllerError } from '../../http/no-controller';
import type { ApiAnswer } from '../../http/route';
import { readApiPath, Router } from '../../http/router';
import type { Organization } from '../../model/organization';
import type { Operation, OperationRequest } from '../operation';
import { writeRoutes } from './write';

const router = new Router<Organization>(writeRoutes);
/** At most this many entries (facts: azure-devops.md section 4.9). */
const maxEntries = 200;

/** Ids that entries have given themselves (`/id` with a negative value) and the ids they got. */
type Placeholders = Map<number, number>;

/** Links to `…/workItems/-1` point to what an earlier entry has created. */
function withRealIds(body: unknown, placeholders: Placeholders): unknown {
  if (!Array.isArray(body)) return body;
  return body.map((operation: unknown) => {
    if (!isObject(operation) || !isObject(operation.value) || typeof operation.value.url !== 'string')
      return operation;
    const url = operation.value.url.replace(/\/workitems\/(-\d+)$/i, (match, id: string) => {
      const real = placeholders.get(Number(id));
      return real === undefined ? match : `/workItems/${real}`;
    });
    return { ...operation, value: { ...operation.value, url } };
  });
}

function placeholderOf(body: unknown): number | undefined {
  const operations: unknown[] = Array.isArray(body) ? body : [];
  const own = operations.find((operation) => isObject(operation) && operation.path === '/id');
  return isObject(own) ? Number(own.value) : undefined;
}

async function perform(
  request: OperationRequest,
  entry: unknown,
  placeholders: Placeholders,
): Promise<ApiAnswer> {
  if (!isObject(entry) || typeof entry.uri !== 'string')
    throw badArgument('A batch entry needs method, uri and body.');
  const uri = new URL(entry.uri, 'http://batch');
  const organizationSegment = uri.pathname
    .toLowerCase()
    .startsWith(`/${request.organization.name.toLowerCase()}/`)
    ? ''
    : '/-';
  const path = readApiPath(organizationSegment + uri.pathname);
  const match = path && router.match(String(entry.method).toUpperCase(), path);
  if (!match) throw new NoControllerError();
  const headers = isObject(entry.headers) ? entry.headers : {};
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const answer = await match.route.handle({
    ...request,
    method: 'PATCH',
    params: match.params,
    query: new Query(uri.searchParams),
    headers: { 'content-type': typeof contentType === 'string' ? contentType : undefined },
    body: withRealIds(entry.body, placeholders),
  });
  const placeholder = placeholderOf(entry.body);
  const id = isObject(answer.body) ? answer.body.id : undefined;
  if (placeholder !== undefined && typeof id === 'number') placeholders.set(placeholder, id);
  return answer;
}

/** An entry's answer: its body is JSON as text. */
const rendered = (code: number, body: unknown) => ({
  code,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

function failed(error: unknown) {
  if (error instanceof ApiError) return rendered(error.status, error.body());
  if (error instanceof NoControllerError)
    return rendered(
      404,
      new ApiError(404, 'VssResourceNotFoundException', 'The batch entry addresses nothing.').body(),
    );
  throw error;
}

/** Creates and updates of work items, in order; a bad entry does not stop the others. */
const batch: Operation['handle'] = async (request) => {
  if (!Array.isArray(request.body)) throw badArgument('The request body is not an array of requests.');
  const entries: unknown[] = request.body;
  if (entries.length > maxEntries) throw tooManyWorkItems(entries.length);
  const placeholders: Placeholders = new Map();
  const value: ReturnType<typeof rendered>[] = [];
  for (const entry of entries) {
    try {
      const { status, body } = await perform(request, entry, placeholders);
      value.push(rendered(status, body));
    } catch (error) {
      value.push(failed(error));
    }
  }
  return { status: 200, body: { count: value.length, value } };
};

export const batchRoutes: Operation[] = [
  { method: 'PATCH', path: '[{project}/]_apis/wit/$batch', handle: batch },
  { method: 'POST', path: '[{project}/]_apis/wit/$batch', handle: batch },
];

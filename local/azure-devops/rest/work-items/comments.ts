import { ApiError } from '../../http/api-error';
import { badArgument } from '../../http/errors';
import { bodyObject, flag, integer } from '../../http/read-parameters';
import { identityRef } from '../../identity-ref';
import { addComment, changeComment } from '../../model/comments';
import { renderComment } from '../../model/render-comment';
import type { Comment, WorkItem } from '../../model/work-item';
import { readMentions } from '../../rules/read-mentions';
import { sanitizeHtml } from '../../rules/sanitize-html';
import { pathId, requiredWorkItem } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { itemUrl } from './render-work-item';

const path = '{project}/_apis/wit/workitems/{id}/comments';
const defaultPageSize = 200;

const notFound = (id: number) =>
  new ApiError(404, 'CommentNotFoundException', `VS403671: Comment ${id} does not exist.`);

function render(request: OperationRequest, item: WorkItem, comment: Comment) {
  const { organization, baseUrl, query } = request;
  const expand = query.get('$expand')?.toLowerCase() ?? '';
  const showsRendered = expand.startsWith('renderedtext') || expand === 'all';
  return {
    mentions: readMentions(comment),
    workItemId: item.id,
    id: comment.id,
    version: comment.version,
    ...(expand !== 'renderedtextonly' && { text: comment.isDeleted ? '' : comment.text }),
    createdBy: identityRef(comment.createdBy, baseUrl, organization.id),
    createdDate: comment.createdDate,
    modifiedBy: identityRef(comment.modifiedBy, baseUrl, organization.id),
    modifiedDate: comment.modifiedDate,
    format: comment.format,
    renderedText: showsRendered && !comment.isDeleted ? renderComment(comment) : '',
    ...(comment.isDeleted && { isDeleted: true }),
    url: `${itemUrl(request, item)}/comments/${comment.id}`,
  };
}

function requiredComment(request: OperationRequest, item: WorkItem): Comment {
  const id = pathId(request, 'commentId');
  const comment = item.comments.find((candidate) => candidate.id === id);
  if (!comment || (comment.isDeleted && !flag(request, 'includeDeleted'))) throw notFound(id);
  return comment;
}

/** Without a format the text is HTML, so Markdown shows raw (facts: azure-devops.md section 4.7). */
function readFormat({ query }: OperationRequest): Comment['format'] {
  const format = query.get('format')?.toLowerCase() ?? 'html';
  if (format === 'markdown' || format === '0') return 'markdown';
  if (format === 'html' || format === '1') return 'html';
  throw badArgument(`The format '${format}' is not supported.`);
}

function readText(request: OperationRequest, format: Comment['format']): string {
  const { text } = bodyObject(request);
  if (typeof text !== 'string' || text.trim() === '') throw badArgument('The comment text cannot be empty.');
  if (text.length > 1_000_000) throw badArgument('The comment text is too long.');
  return format === 'html' ? sanitizeHtml(text) : text;
}

const list: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const ids = request.query.get('ids')?.split(',').map(Number);
  const visible = item.comments.filter(
    ({ id, isDeleted }) => (!isDeleted || flag(request, 'includeDeleted')) && (ids?.includes(id) ?? true),
  );
  const ordered = request.query.get('order')?.toLowerCase() === 'asc' ? visible : visible.toReversed();
  const from = Number(request.query.get('continuationToken') ?? 0);
  const page = ordered.slice(from, from + (integer(request, '$top') ?? defaultPageSize));
  const next = from + page.length;
  const more = next < ordered.length && {
    nextPage: `${itemUrl(request, item)}/comments?continuationToken=${next}&api-version=7.1-preview.4`,
    continuationToken: String(next),
  };
  const comments = page.map((comment) => render(request, item, comment));
  return { status: 200, body: { totalCount: visible.length, count: comments.length, comments, ...more } };
};

const get: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  return { status: 200, body: render(request, item, requiredComment(request, item)) };
};

const add: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const format = readFormat(request);
  const comment = addComment(request.organization, item, readText(request, format), format, request.caller);
  return { status: 200, body: render(request, item, comment) };
};

const rewrite: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  const comment = requiredComment(request, item);
  const format = request.query.get('format') === undefined ? comment.format : readFormat(request);
  const text = readText(request, format);
  changeComment(request.organization, item, comment, { text, format }, request.caller);
  return { status: 200, body: render(request, item, comment) };
};

const remove: Operation['handle'] = (request) => {
  const item = requiredWorkItem(request);
  changeComment(
    request.organization,
    item,
    requiredComment(request, item),
    { isDeleted: true },
    request.caller,
  );
  return { status: 204 };
};

/** All versions of a comment, the oldest first. */
function versionsOf(request: OperationRequest) {
  const item = requiredWorkItem(request);
  const comment = requiredComment(request, item);
  const { organization, baseUrl } = request;
  const { earlier, ...current } = comment;
  return [...earlier, current].map(({ version, text, format, isDeleted, modifiedBy, modifiedDate }) => ({
    id: comment.id,
    version,
    text,
    renderedText: renderComment({ text, format }),
    isDeleted,
    createdBy: identityRef(comment.createdBy, baseUrl, organization.id),
    createdDate: comment.createdDate,
    modifiedBy: identityRef(modifiedBy, baseUrl, organization.id),
    modifiedDate,
    url: `${itemUrl(request, item)}/comments/${comment.id}/versions/${version}`,
  }));
}

const listVersions: Operation['handle'] = (request) => {
  const value = versionsOf(request);
  return { status: 200, body: { count: value.length, value } };
};

const getVersion: Operation['handle'] = (request) => {
  const number = pathId(request, 'version');
  const version = versionsOf(request)[number - 1];
  if (!version) throw notFound(number);
  return { status: 200, body: version };
};

export const commentRoutes: Operation[] = [
  { method: 'GET', path, preview: true, handle: list },
  { method: 'POST', path, preview: true, handle: add },
  { method: 'GET', path: `${path}/{commentId}`, preview: true, handle: get },
  { method: 'PATCH', path: `${path}/{commentId}`, preview: true, handle: rewrite },
  { method: 'DELETE', path: `${path}/{commentId}`, preview: true, handle: remove },
  { method: 'GET', path: `${path}/{commentId}/versions`, preview: true, handle: listVersions },
  { method: 'GET', path: `${path}/{commentId}/versions/{version}`, preview: true, handle: getVersion },
];

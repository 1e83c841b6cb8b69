import type { WorkItem } from '../client';
import { InvalidAnswerError } from '../errors';
import { workItemUrl } from '../links/work-item-url';
import { isObject, listAt, member, numberAt, objectAt, textAt, textsAt } from './json-values';

/**
 * Reads a work item. A dry run answers without id and revision: both are 0 then.
 * @throws InvalidAnswerError it is none
 */
export function toWorkItem(value: unknown, organizationUrl: string): WorkItem {
  const fields = member(value, 'fields');
  if (!isObject(fields)) throw new InvalidAnswerError('An answer came that is no work item.');
  const id = numberAt(value, 'id') ?? 0;
  const project = textAt(fields, 'System.TeamProject') ?? '';
  const commentVersion = objectAt(value, 'commentVersionRef');
  const commentId = numberAt(commentVersion, 'commentId');
  return {
    id,
    rev: numberAt(value, 'rev') ?? 0,
    fields,
    relations:
      member(value, 'relations') === undefined ? undefined : listAt(value, 'relations').map(toRelation),
    multilineFieldsFormat:
      member(value, 'multilineFieldsFormat') === undefined
        ? undefined
        : textsAt(value, 'multilineFieldsFormat'),
    commentVersionRef:
      commentId === undefined ? undefined : { commentId, version: numberAt(commentVersion, 'version') ?? 1 },
    webUrl:
      textAt(objectAt(objectAt(value, '_links'), 'html'), 'href') ??
      workItemUrl(organizationUrl, project, id),
  };
}

const toRelation = (value: unknown) => ({
  rel: textAt(value, 'rel') ?? '',
  url: textAt(value, 'url') ?? '',
  attributes: objectAt(value, 'attributes'),
});

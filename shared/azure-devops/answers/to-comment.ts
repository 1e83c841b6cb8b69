import type { Comment } from '../client';
import { InvalidAnswerError } from '../errors';
import { member, numberAt, objectAt, textAt } from './json-values';

/**
 * Reads a comment (facts: azure-devops.md section 4.7).
 * @throws InvalidAnswerError it has no id, which is what comments are told apart by
 */
export function toComment(value: unknown): Comment {
  const id = numberAt(value, 'id');
  if (id === undefined) throw new InvalidAnswerError('An answer came that is no comment.');
  const author = objectAt(value, 'createdBy');
  const createdAt = textAt(value, 'createdDate') ?? '';
  const modifiedAt = textAt(value, 'modifiedDate');
  return {
    id,
    version: numberAt(value, 'version') ?? 1,
    text: textAt(value, 'text') ?? '',
    format: textAt(value, 'format')?.toLowerCase() === 'markdown' ? 'markdown' : 'html',
    createdBy: textAt(author, 'displayName') ?? textAt(author, 'uniqueName') ?? '',
    createdById: (textAt(author, 'id') ?? '').toLowerCase(),
    createdAt,
    modifiedAt: modifiedAt === createdAt ? undefined : modifiedAt,
    deleted: member(value, 'isDeleted') === true,
  };
}

import { badArgument, workItemNotFound } from '../http/errors';
import { findRelationType } from '../processes/relation-types';
import type { Relation } from '../work-item-change';
import { endOfTime } from './dates';
import { workItemUrl } from './link-both-ends';
import type { Organization } from './organization';
import { linkedWorkItemId } from './work-item';

/**
 * A new relation as it is stored: links between work items get the project's form of the URL, resource links an id and
 * dates (facts: azure-devops.md section 4.5).
 */
export function completeRelation(organization: Organization, relation: Relation, at: string): Relation {
  const type = findRelationType(relation.rel);
  const { comment, name } = relation.attributes;
  const said = typeof comment === 'string' && comment !== '' ? { comment } : {};
  if (type?.usage === 'workItemLink') {
    const id = linkedWorkItemId(relation);
    if (id === undefined) throw badArgument(`'${relation.url}' is not the URL of a work item.`);
    const target = organization.workItems.get(id);
    if (!target || target.deleted) throw workItemNotFound(id);
    return {
      rel: relation.rel,
      url: workItemUrl(organization, target),
      attributes: { isLocked: false, ...said, name: type.name },
    };
  }
  if (relation.rel === 'Hyperlink' && !URL.canParse(relation.url))
    throw badArgument(`'${relation.url}' is not a valid URL.`);
  return {
    rel: relation.rel,
    url: relation.url,
    attributes: {
      authorizedDate: at,
      id: organization.nextRelationId(),
      resourceCreatedDate: at,
      resourceModifiedDate: at,
      revisedDate: endOfTime,
      ...said,
      ...(typeof name === 'string' && { name }),
    },
  };
}

import type { Revision, WorkItemChange } from '../../work-item-change';
import { eventFields } from './event-fields';
import { type EventPlace, fieldsUrl, pageUrl, recycleBinUrl, typeUrl, workItemUrl } from './event-place';
import { type ResourceVersion, sendsRelations } from './resource-version';

/** What a work item brings along beside its fields. */
export const workItemParts = (revision: Revision, version: ResourceVersion) => ({
  ...(sendsRelations(version) && revision.relations.length > 0 && { relations: revision.relations }),
  multilineFieldsFormat: revision.multilineFieldsFormat,
});

/** A deleted work item is found in the recycle bin only, and has no page. */
function links(change: WorkItemChange, place: EventPlace, id: number) {
  const url = workItemUrl(place, id);
  const common = {
    workItemType: { href: typeUrl(place, change.workItemType) },
    fields: { href: fieldsUrl(place) },
  };
  if (change.kind === 'deleted') return { self: { href: recycleBinUrl(place, id) }, ...common };
  return {
    self: { href: url },
    workItemUpdates: { href: `${url}/updates` },
    workItemRevisions: { href: `${url}/revisions` },
    workItemComments: { href: `${url}/comments` },
    html: { href: pageUrl(place, id) },
    ...common,
  };
}

/** The comment of the event, even if the work item has gone on since. */
function commentParts({ comment, revision }: WorkItemChange, place: EventPlace) {
  const reference = revision.commentVersionRef;
  if (comment === undefined || !reference) return {};
  const { commentId, version } = reference;
  const url = `${workItemUrl(place, revision.id)}/comments/${commentId}/versions/${version}`;
  return { commentVersionRef: { commentId, version, url } };
}

/**
 * The resource of created, commented, deleted and restored events: the work item (facts: azure-devops.md section 6.2).
 * @param revision the work item as it is now, which may be later than the change
 */
export function workItemResource(
  change: WorkItemChange,
  revision: Revision,
  version: ResourceVersion,
  place: EventPlace,
) {
  const { id, rev } = revision;
  const fields = eventFields(revision.fields, version, place);
  return {
    id,
    rev,
    fields: { ...fields, ...(change.comment !== undefined && { 'System.History': change.comment }) },
    ...workItemParts(revision, version),
    ...commentParts(change, place),
    _links: links(change, place, id),
    url: change.kind === 'deleted' ? recycleBinUrl(place, id) : workItemUrl(place, id),
  };
}

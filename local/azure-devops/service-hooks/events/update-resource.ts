import { identityRef, identityText } from '../../identity-ref';
import { endOfTime } from '../../model/dates';
import type { Identity } from '../../identity';
import type { Revision, WorkItemChange } from '../../work-item-change';
import { eventChanges, eventFields } from './event-fields';
import { type EventPlace, pageUrl, workItemUrl } from './event-place';
import { identityFormOf, type ResourceVersion } from './resource-version';
import { workItemParts } from './work-item-resource';

/** An object with an id in every version; the middle one leaves links and descriptor out. */
function revisedBy(identity: Identity, version: ResourceVersion, place: EventPlace) {
  const name = identityText(identity);
  const { _links, descriptor, ...common } = identityRef(identity, place.baseUrl, place.organization.id);
  if (identityFormOf(version) === 'names') return { ...common, name };
  return { ...common, name, _links, descriptor };
}

function revisionPart(revision: Revision, version: ResourceVersion, place: EventPlace) {
  const url = workItemUrl(place, revision.id);
  const self = `${url}/revisions/${revision.rev}`;
  return {
    id: revision.id,
    rev: revision.rev,
    fields: eventFields(revision.fields, version, place),
    ...workItemParts(revision, version),
    _links: {
      self: { href: self },
      workItemRevisions: { href: `${url}/revisions` },
      parent: { href: url },
    },
    url: self,
  };
}

/**
 * The resource of updated events: an entry of the item's history, whose `id` counts updates and is not the work item's
 * (facts: azure-devops.md sections 6.2 and 6.3).
 * @param revision the work item as it is now, which may be later than the change
 */
export function updateResource(
  change: WorkItemChange,
  revision: Revision,
  version: ResourceVersion,
  place: EventPlace,
) {
  const { id: workItemId, rev } = change.revision;
  const url = workItemUrl(place, workItemId);
  const self = `${url}/updates/${change.updateNumber}`;
  const changed = Object.keys(change.changedFields).length > 0;
  return {
    id: change.updateNumber,
    workItemId,
    rev,
    revisedBy: revisedBy(change.changedBy, version, place),
    revisedDate: endOfTime,
    // A change of links alone may come without fields.
    ...(changed && { fields: eventChanges(change.changedFields, version, place) }),
    ...(change.changedRelations && { relations: change.changedRelations }),
    _links: {
      self: { href: self },
      workItemUpdates: { href: `${url}/updates` },
      parent: { href: url },
      html: { href: pageUrl(place, workItemId) },
    },
    url: self,
    revision: revisionPart(revision, version, place),
  };
}

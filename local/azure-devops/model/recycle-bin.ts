import { permissionDenied } from '../http/errors';
import type { Identity } from '../identity';
import { commitRevision, nextMoment } from './commit-revision';
import { isoDate } from './dates';
import { without } from './field-values';
import type { Organization } from './organization';
import { latest, type WorkItem } from './work-item';

function recordChange(
  organization: Organization,
  item: WorkItem,
  kind: 'deleted' | 'restored',
  actor: Identity,
  suppressNotifications: boolean,
): void {
  const { fields, relations, multilineFieldsFormat } = latest(item);
  const at = nextMoment(item);
  if (kind === 'deleted') item.deleted = { by: actor, at };
  else delete item.deleted;
  commitRevision(
    organization,
    item,
    {
      fields: {
        ...without(fields, 'System.History'),
        'System.ChangedDate': isoDate(at),
        'System.ChangedBy': actor,
      },
      relations,
      multilineFieldsFormat,
    },
    { kind, actor, at, suppressNotifications },
  );
}

function checkRights(organization: Organization, actor: Identity): void {
  if (!organization.rightsOf(actor)?.deleteWorkItems) throw permissionDenied('delete work items');
}

/** Puts a work item into the recycle bin: one revision more, and nobody finds it any longer. */
export function deleteWorkItem(
  organization: Organization,
  item: WorkItem,
  actor: Identity,
  suppressNotifications = false,
): void {
  checkRights(organization, actor);
  recordChange(organization, item, 'deleted', actor, suppressNotifications);
}

/** Takes a work item out of the recycle bin: one revision more. */
export function restoreWorkItem(organization: Organization, item: WorkItem, actor: Identity): void {
  checkRights(organization, actor);
  recordChange(organization, item, 'restored', actor, false);
}

/** Removes a work item for good. No event tells of it (facts: azure-devops.md section 13, 8). */
export function destroyWorkItem(organization: Organization, item: WorkItem, actor: Identity): void {
  checkRights(organization, actor);
  organization.workItems.delete(item.id);
}

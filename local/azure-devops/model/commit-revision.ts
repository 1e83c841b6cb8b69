import type { Identity } from '../identity';
import { changedFields } from '../rules/changed-fields';
import type { RelationOutcome } from '../rules/apply-relations';
import type { FieldValues, Relation, Revision, WorkItemChange } from '../work-item-change';
import { endOfTime, isoDate } from './dates';
import type { Organization } from './organization';
import { expandedFields } from './system-fields';
import {
  type ChangedRelations,
  latest,
  type StoredRevision,
  typeName,
  type Update,
  type WorkItem,
} from './work-item';

/** The content of a revision about to be stored. */
export interface NewRevision {
  fields: FieldValues;
  relations: Relation[];
  multilineFieldsFormat: Revision['multilineFieldsFormat'];
  commentVersionRef?: { commentId: number; version: number };
}

export interface Occasion {
  kind: WorkItemChange['kind'];
  actor: Identity;
  at: Date;
  changedRelations?: ChangedRelations;
  /** HTML of the comment that comes with it. */
  comment?: string;
  suppressNotifications?: boolean;
}

/** Only the lists that hold something, as answers and events show them. */
export function relationsChanged({ added, removed, updated }: RelationOutcome): ChangedRelations | undefined {
  if (added.length + removed.length + updated.length === 0) return undefined;
  return {
    ...(added.length > 0 && { added }),
    ...(removed.length > 0 && { removed }),
    ...(updated.length > 0 && { updated }),
  };
}

/** Later than the item's last change, even within one millisecond: dates of revisions always grow. */
export function nextMoment(item: WorkItem | undefined): Date {
  const last = item?.revisions.at(-1)?.fields['System.ChangedDate'];
  return new Date(Math.max(Date.now(), typeof last === 'string' ? Date.parse(last) + 1 : 0));
}

function tell(organization: Organization, item: WorkItem, update: Update, occasion: Occasion): void {
  if (occasion.suppressNotifications) return;
  const { id, name } = organization.projectOf(item);
  const change: WorkItemChange = {
    kind: occasion.kind,
    organization: { id: organization.id, collectionId: organization.collectionId, name: organization.name },
    project: { id, name },
    workItemType: typeName(item),
    revision: latest(item),
    updateNumber: update.number,
    changedBy: occasion.actor,
    changedFields: update.fields,
    ...(update.relations && { changedRelations: update.relations }),
    ...(occasion.comment !== undefined && { comment: occasion.comment }),
    at: occasion.at,
  };
  organization.publish(change);
  // A comment fires two events (facts: azure-devops.md section 6.8).
  if (occasion.comment !== undefined && occasion.kind === 'updated')
    organization.publish({ ...change, kind: 'commented' });
}

/** Stores the next revision of a work item (its first, if it has none) and tells of it. */
export function commitRevision(
  organization: Organization,
  item: WorkItem,
  next: NewRevision,
  occasion: Occasion,
): StoredRevision {
  const project = organization.projectOf(item);
  const previous = item.revisions.at(-1);
  const at = isoDate(occasion.at);
  if (previous) previous.revisedDate = at;
  const revision: StoredRevision = {
    id: item.id,
    rev: (previous?.rev ?? 0) + 1,
    ...next,
    watermark: organization.nextWatermark,
    revisedDate: endOfTime,
  };
  item.revisions.push(revision);
  organization.revisionLog.push({ item, revision });
  const update: Update = {
    number: item.updates.length + 1,
    rev: revision.rev,
    by: occasion.actor,
    at,
    fields: changedFields(
      previous ? expandedFields(project, previous) : {},
      expandedFields(project, revision),
    ),
    ...(occasion.changedRelations && { relations: occasion.changedRelations }),
  };
  item.updates.push(update);
  tell(organization, item, update, occasion);
  return revision;
}

/** Work item links change the newest revision in place: an update without a revision (facts: section 4.4). */
export function commitLinks(
  organization: Organization,
  item: WorkItem,
  relations: Relation[],
  fields: FieldValues,
  occasion: Occasion,
): StoredRevision {
  const current = latest(item);
  const before = current.fields;
  current.relations = relations;
  current.fields = fields;
  const update: Update = {
    number: item.updates.length + 1,
    rev: current.rev,
    by: occasion.actor,
    at: isoDate(occasion.at),
    fields: changedFields(before, fields),
    ...(occasion.changedRelations && { relations: occasion.changedRelations }),
  };
  item.updates.push(update);
  tell(organization, item, update, occasion);
  return current;
}

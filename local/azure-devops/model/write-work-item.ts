import {
  mayNotCreateTags,
  permissionDenied,
  projectNameNotFound,
  testFailed,
  tooManyRevisions,
  tooManyTags,
  typeNotFound,
} from '../http/errors';
import type { Identity } from '../identity';
import { findType, type WorkItemType } from '../processes/process';
import { applyFields } from '../rules/apply-fields';
import { applyRelations } from '../rules/apply-relations';
import { changedFields } from '../rules/changed-fields';
import type { Change } from '../rules/read-patch';
import { readTags } from '../rules/tags';
import type { FieldValues, Revision } from '../work-item-change';
import { newComment } from './comments';
import { commitLinks, commitRevision, nextMoment, relationsChanged } from './commit-revision';
import { completeRelation } from './complete-relation';
import { endOfTime, isoDate } from './dates';
import { linkOtherEnds, withParent } from './link-both-ends';
import type { Organization } from './organization';
import type { Project } from './project';
import { latest, linkedWorkItemId, type StoredRevision, type WorkItem } from './work-item';

export interface WriteOptions {
  validateOnly: boolean;
  bypassRules: boolean;
  suppressNotifications: boolean;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function checkRights(organization: Organization, actor: Identity, { bypassRules }: WriteOptions): void {
  const rights = organization.rightsOf(actor);
  if (!rights?.editWorkItems) throw permissionDenied('save work items under the specified area path');
  if (bypassRules && !rights.bypassRules) throw permissionDenied('bypass rules on work item updates');
}

/** @throws ApiError 403 when a tag is new and the actor may not create tags, even if nothing will be written */
function checkTags(
  organization: Organization,
  project: Project,
  fields: FieldValues,
  actor: Identity,
): string[] {
  const tags = readTags(fields['System.Tags']);
  if (tags.length > organization.limits.tags) throw tooManyTags(organization.limits.tags);
  const isNew = tags.some((tag) => !project.tags.has(tag.toLowerCase()));
  if (isNew && !organization.rightsOf(actor)?.createTags) throw mayNotCreateTags(actor.displayName);
  return tags;
}

function checkTests(change: Change, current: StoredRevision | undefined): void {
  const rev = current?.rev ?? 0;
  if (change.testRev !== undefined && String(change.testRev) !== String(rev))
    throw testFailed('/rev', rev, change.testRev);
  for (const [name, value] of change.tests) {
    const actual = current?.fields[name];
    if (String(actual ?? '') !== String(value ?? '')) throw testFailed(`/fields/${name}`, actual, value);
  }
}

const formatsAfter = (current: Revision['multilineFieldsFormat'], change: Change) => ({
  ...current,
  ...Object.fromEntries([...change.formats].filter(([name]) => name !== 'System.History')),
});

/** Type and project after the change: both may be changed and keep the id (facts: azure-devops.md section 4.11). */
function destination(
  organization: Organization,
  change: Change,
  current: { project: Project; type: WorkItemType },
  actor: Identity,
): { project: Project; type: WorkItemType } {
  const projectName = text(change.fields.get('System.TeamProject')) ?? current.project.name;
  const project = organization.project(projectName);
  if (!project || !organization.sees(actor, project)) throw projectNameNotFound(projectName);
  const typeName = text(change.fields.get('System.WorkItemType')) ?? current.type.name;
  const type = findType(project.process, typeName);
  if (!type) throw typeNotFound(typeName, project.name);
  return { project, type };
}

/**
 * Creates a work item, or with `validateOnly` says what it would be.
 * @throws ApiError 400 broken rules, 403 missing rights, 404 unknown link target
 */
export function createWorkItem(
  organization: Organization,
  { project, type }: { project: Project; type: WorkItemType },
  change: Change,
  actor: Identity,
  options: WriteOptions,
): { revision: StoredRevision; item?: WorkItem } {
  checkRights(organization, actor, options);
  checkTests(change, undefined);
  const now = nextMoment(undefined);
  const at = isoDate(now);
  const { areas, iterations } = project;
  const context = {
    id: -1,
    type,
    startsAnew: true,
    areas,
    iterations,
    identities: organization.identities,
    actor,
    at,
  };
  const accepted = applyFields(undefined, change, { ...context, bypassRules: options.bypassRules });
  const tags = checkTags(organization, project, accepted, actor);
  const outcome = applyRelations(-1, [], change, organization.limits.relations, (relation) =>
    completeRelation(organization, relation, at),
  );
  const history = text(accepted['System.History']);
  const {
    'System.State': state,
    'System.Reason': reason,
    'System.AssignedTo': assignedTo,
    ...others
  } = accepted;
  const fields: FieldValues = withParent(
    {
      'System.AreaPath': accepted['System.AreaPath'] ?? project.name,
      'System.TeamProject': project.name,
      'System.IterationPath': accepted['System.IterationPath'] ?? project.name,
      'System.WorkItemType': type.name,
      'System.State': state,
      'System.Reason': reason,
      ...(assignedTo !== undefined && { 'System.AssignedTo': assignedTo }),
      'System.CreatedDate': at,
      'System.CreatedBy': actor,
      'System.ChangedDate': at,
      'System.ChangedBy': actor,
      'System.CommentCount': history === undefined ? 0 : 1,
      ...others,
    },
    outcome.relations,
  );
  const next = { fields, relations: outcome.relations, multilineFieldsFormat: formatsAfter({}, change) };
  if (options.validateOnly)
    return { revision: { id: 0, rev: 0, ...next, watermark: 0, revisedDate: endOfTime } };
  for (const tag of tags) project.tag(tag);
  const id = organization.nextWorkItemId();
  const item: WorkItem = { id, projectId: project.id, revisions: [], updates: [], comments: [] };
  organization.workItems.set(id, item);
  const comment =
    history === undefined ? undefined : newComment(organization, item, history, 'html', actor, at);
  const changedRelations = relationsChanged(outcome);
  const revision = commitRevision(
    organization,
    item,
    { ...next, ...(comment && { commentVersionRef: { commentId: comment.id, version: 1 } }) },
    {
      kind: 'created',
      actor,
      at: now,
      ...(changedRelations && { changedRelations }),
      suppressNotifications: options.suppressNotifications,
    },
  );
  linkOtherEnds(organization, item, outcome, actor, now);
  return { revision, item };
}

/**
 * Updates a work item, or with `validateOnly` says what it would become, at its old revision. A change that changes
 * nothing makes no revision; links between work items make an update but no revision.
 * @throws ApiError 400, 403, 412
 */
export function updateWorkItem(
  organization: Organization,
  item: WorkItem,
  change: Change,
  actor: Identity,
  options: WriteOptions,
): StoredRevision {
  checkRights(organization, actor, options);
  const current = latest(item);
  checkTests(change, current);
  const home = organization.projectOf(item);
  const oldTypeName = text(current.fields['System.WorkItemType']) ?? '';
  const oldType = findType(home.process, oldTypeName);
  if (!oldType) throw typeNotFound(oldTypeName, home.name);
  const { project, type } = destination(organization, change, { project: home, type: oldType }, actor);
  const now = nextMoment(item);
  const at = isoDate(now);
  const { 'System.History': _, ...before } = current.fields;
  if (project !== home)
    Object.assign(before, {
      'System.TeamProject': project.name,
      'System.AreaPath': project.name,
      'System.IterationPath': project.name,
    });
  const startsAnew = type !== oldType && !type.states.some(({ name }) => name === before['System.State']);
  const { areas, iterations } = project;
  const context = {
    id: item.id,
    type,
    startsAnew,
    areas,
    iterations,
    identities: organization.identities,
    actor,
    at,
  };
  const accepted = applyFields(before, change, { ...context, bypassRules: options.bypassRules });
  accepted['System.WorkItemType'] = type.name;
  const tags = checkTags(organization, project, accepted, actor);
  const outcome = applyRelations(
    item.id,
    current.relations,
    change,
    organization.limits.relations,
    (relation) => completeRelation(organization, relation, at),
  );
  const changedRelations = relationsChanged(outcome);
  const history = text(accepted['System.History']);
  const fields = withParent(accepted, outcome.relations);
  const formats = formatsAfter(current.multilineFieldsFormat, change);
  const touched = [...outcome.added, ...outcome.removed, ...outcome.updated];
  const onlyLinks = touched.every((relation) => linkedWorkItemId(relation) !== undefined);
  const { 'System.Parent': __, ...ownChanges } = changedFields(
    { ...before, 'System.TeamProject': home.name },
    fields,
  );
  const changesRevision = Object.keys(ownChanges).length > 0 || !onlyLinks || history !== undefined;
  if (!changesRevision && !changedRelations) return current;
  if (current.rev >= organization.limits.revisions)
    throw tooManyRevisions(item.id, organization.limits.revisions);
  const commentCount = Number(before['System.CommentCount'] ?? 0) + (history === undefined ? 0 : 1);
  Object.assign(fields, { 'System.CommentCount': commentCount });
  const next = { fields, relations: outcome.relations, multilineFieldsFormat: formats };
  const occasion = {
    kind: 'updated',
    actor,
    at: now,
    ...(changedRelations && { changedRelations }),
    suppressNotifications: options.suppressNotifications,
  } as const;
  if (changesRevision) Object.assign(fields, { 'System.ChangedDate': at, 'System.ChangedBy': actor });
  if (options.validateOnly) return { ...current, ...next };
  for (const tag of tags) project.tag(tag);
  item.projectId = project.id;
  if (!changesRevision) {
    const revision = commitLinks(organization, item, next.relations, fields, occasion);
    linkOtherEnds(organization, item, outcome, actor, now);
    return revision;
  }
  const comment =
    history === undefined ? undefined : newComment(organization, item, history, 'html', actor, at);
  const revision = commitRevision(
    organization,
    item,
    { ...next, ...(comment && { commentVersionRef: { commentId: comment.id, version: 1 } }) },
    { ...occasion, ...(history !== undefined && { comment: history }) },
  );
  linkOtherEnds(organization, item, outcome, actor, now);
  return revision;
}

import { projectNameNotFound, tooManyRevisions, typeNotFound } from '../http/errors';
import type { Identity } from '../identity';
import { findType, type WorkItemType } from '../processes/process';
import { applyFields } from '../rules/apply-fields';
import { applyRelations, type RelationOutcome } from '../rules/apply-relations';
import { changedFields } from '../rules/changed-fields';
import type { Change } from '../rules/read-patch';
import type { FieldValues } from '../work-item-change';
import { newComment } from './comments';
import {
  commitLinks,
  commitRevision,
  type NewRevision,
  nextMoment,
  type Occasion,
  relationsChanged,
} from './commit-revision';
import { completeRelation } from './complete-relation';
import { isoDate } from './dates';
import { textOf, without } from './field-values';
import { linkOtherEnds, withParent } from './link-both-ends';
import type { Organization } from './organization';
import type { Project } from './project';
import { latest, linkedWorkItemId, type StoredRevision, typeName, type WorkItem } from './work-item';
import { checkMayWrite, checkTags, checkTests, formatsAfter, type WriteOptions } from './write-checks';

interface Home {
  project: Project;
  type: WorkItemType;
}

function requiredType(project: Project, name: string): WorkItemType {
  const type = findType(project.process, name);
  if (!type) throw typeNotFound(name, project.name);
  return type;
}

/** Project and type after the change: both may change, the id stays (facts: azure-devops.md section 4.11). */
function destination(organization: Organization, change: Change, home: Home, actor: Identity): Home {
  const projectName = textOf(change.fields.get('System.TeamProject')) ?? home.project.name;
  const project = organization.project(projectName);
  if (!project || !organization.sees(actor, project)) throw projectNameNotFound(projectName);
  return {
    project,
    type: requiredType(project, textOf(change.fields.get('System.WorkItemType')) ?? home.type.name),
  };
}

/** The fields that the rules start from: another project has other areas, a state the new type lacks is none. */
function startingFields(fields: FieldValues, home: Home, target: Home): FieldValues {
  const kept = without(fields, 'System.History');
  if (target.project === home.project) return kept;
  const { name } = target.project;
  return { ...kept, 'System.TeamProject': name, 'System.AreaPath': name, 'System.IterationPath': name };
}

/** Links between work items change nothing that a revision holds. */
const raisesRevision = (
  before: FieldValues,
  after: FieldValues,
  { added, removed, updated }: RelationOutcome,
) =>
  Object.keys(changedFields(without(before, 'System.Parent'), without(after, 'System.Parent'))).length > 0 ||
  [...added, ...removed, ...updated].some((relation) => linkedWorkItemId(relation) === undefined);

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
  checkMayWrite(organization, actor, options.bypassRules);
  const current = latest(item);
  checkTests(change, current);
  const project = organization.projectOf(item);
  const home = { project, type: requiredType(project, typeName(item)) };
  const target = destination(organization, change, home, actor);
  const now = nextMoment(item);
  const at = isoDate(now);
  const { type } = target;
  const { areas, iterations } = target.project;
  const { identities, limits } = organization;
  const startsAnew = !type.states.some(({ name }) => name === current.fields['System.State']);
  const accepted = applyFields(startingFields(current.fields, home, target), change, {
    ...{ id: item.id, type, startsAnew, areas, iterations, identities, actor, at },
    bypassRules: options.bypassRules,
  });
  const tags = checkTags(organization, target.project, accepted, actor);
  const outcome = applyRelations(item.id, current.relations, change, limits.relations, (relation) =>
    completeRelation(organization, relation, at),
  );
  const { relations } = outcome;
  const history = textOf(accepted['System.History']);
  const fields = withParent({ ...accepted, 'System.WorkItemType': type.name }, relations);
  const makesRevision = raisesRevision(without(current.fields, 'System.History'), fields, outcome);
  const changedRelations = relationsChanged(outcome);
  if (!makesRevision && !changedRelations) return current;
  if (current.rev >= limits.revisions) throw tooManyRevisions(item.id, limits.revisions);
  if (makesRevision) Object.assign(fields, { 'System.ChangedDate': at, 'System.ChangedBy': actor });
  if (history !== undefined)
    Object.assign(fields, { 'System.CommentCount': Number(fields['System.CommentCount'] ?? 0) + 1 });
  const multilineFieldsFormat = formatsAfter(current.multilineFieldsFormat, change);
  const next: NewRevision = { fields, relations, multilineFieldsFormat };
  if (options.validateOnly) return { ...current, ...next };
  for (const tag of tags) target.project.tag(tag);
  item.projectId = target.project.id;
  const occasion: Occasion = {
    kind: 'updated',
    actor,
    at: now,
    suppressNotifications: options.suppressNotifications,
    ...(changedRelations && { changedRelations }),
    ...(history !== undefined && { comment: history }),
  };
  if (history !== undefined) {
    const comment = newComment(organization, item, history, 'html', actor, at);
    next.commentVersionRef = { commentId: comment.id, version: 1 };
  }
  const revision = makesRevision
    ? commitRevision(organization, item, next, occasion)
    : commitLinks(organization, item, relations, fields, occasion);
  linkOtherEnds(organization, item, outcome, actor, now);
  return revision;
}

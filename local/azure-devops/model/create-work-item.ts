import type { Identity } from '../identity';
import type { WorkItemType } from '../processes/process';
import { applyFields } from '../rules/apply-fields';
import { applyRelations } from '../rules/apply-relations';
import type { Change } from '../rules/read-patch';
import { newComment } from './comments';
import { commitRevision, type NewRevision, nextMoment, relationsChanged } from './commit-revision';
import { completeRelation } from './complete-relation';
import { endOfTime, isoDate } from './dates';
import { textOf } from './field-values';
import { firstFields } from './first-fields';
import { linkOtherEnds, withParent } from './link-both-ends';
import type { Organization } from './organization';
import type { Project } from './project';
import type { StoredRevision, WorkItem } from './work-item';
import { checkMayWrite, checkTags, checkTests, formatsAfter, type WriteOptions } from './write-checks';

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
  checkMayWrite(organization, actor, options.bypassRules);
  checkTests(change, undefined);
  const now = nextMoment(undefined);
  const at = isoDate(now);
  const { areas, iterations } = project;
  const { identities, limits } = organization;
  const accepted = applyFields(undefined, change, {
    ...{ id: -1, type, startsAnew: true, areas, iterations, identities, actor, at },
    bypassRules: options.bypassRules,
  });
  const tags = checkTags(organization, project, accepted, actor);
  const outcome = applyRelations(-1, [], change, limits.relations, (relation) =>
    completeRelation(organization, relation, at),
  );
  const { relations } = outcome;
  const fields = withParent(firstFields(accepted, project, type, actor, at), relations);
  const next: NewRevision = { fields, relations, multilineFieldsFormat: formatsAfter({}, change) };
  if (options.validateOnly)
    return { revision: { id: 0, rev: 0, ...next, watermark: 0, revisedDate: endOfTime } };
  for (const tag of tags) project.tag(tag);
  const id = organization.nextWorkItemId();
  const item: WorkItem = { id, projectId: project.id, revisions: [], updates: [], comments: [] };
  organization.workItems.set(id, item);
  const history = textOf(accepted['System.History']);
  if (history !== undefined) {
    const comment = newComment(organization, item, history, 'html', actor, at);
    next.commentVersionRef = { commentId: comment.id, version: 1 };
  }
  const changedRelations = relationsChanged(outcome);
  const revision = commitRevision(organization, item, next, {
    ...{ kind: 'created', actor, at: now, suppressNotifications: options.suppressNotifications },
    ...(changedRelations && { changedRelations }),
  });
  linkOtherEnds(organization, item, outcome, actor, now);
  return { revision, item };
}

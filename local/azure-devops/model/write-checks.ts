import { mayNotCreateTags, permissionDenied, testFailed, tooManyTags } from '../http/errors';
import type { Identity } from '../identity';
import type { Change } from '../rules/read-patch';
import { readTags } from '../rules/tags';
import type { FieldValues, Revision } from '../work-item-change';
import { asText } from './field-values';
import type { Organization } from './organization';
import type { Project } from './project';
import type { StoredRevision } from './work-item';

export interface WriteOptions {
  validateOnly: boolean;
  bypassRules: boolean;
  suppressNotifications: boolean;
}

/** @throws ApiError 403 */
export function checkMayWrite(organization: Organization, actor: Identity, bypassRules = false): void {
  const rights = organization.rightsOf(actor);
  if (!rights?.editWorkItems) throw permissionDenied('save work items under the specified area path');
  if (bypassRules && !rights.bypassRules) throw permissionDenied('bypass rules on work item updates');
}

/**
 * @returns the tags to be remembered once the change is made
 * @throws ApiError 403 when a tag is new and the actor may not create tags, even if nothing will be written
 */
export function checkTags(
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

/**
 * @param current undefined while the work item is being created
 * @throws ApiError 412 when the work item is not as the caller insists
 */
export function checkTests(change: Change, current: StoredRevision | undefined): void {
  const rev = current?.rev ?? 0;
  if (change.testRev !== undefined && asText(change.testRev) !== String(rev))
    throw testFailed('/rev', String(rev), asText(change.testRev));
  for (const [name, value] of change.tests) {
    const actual = asText(current?.fields[name]);
    if (actual !== asText(value)) throw testFailed(`/fields/${name}`, actual, asText(value));
  }
}

/** How long text fields are to be read after a change. */
export const formatsAfter = (current: Revision['multilineFieldsFormat'], change: Change) => ({
  ...current,
  ...Object.fromEntries([...change.formats].filter(([name]) => name !== 'System.History')),
});

import { readTags, writeTags } from '../rules/tags';
import { without } from './field-values';
import type { Organization } from './organization';
import type { Project } from './project';
import { latest } from './work-item';

/** Work items show a tag by its new name, or no longer; no revision tells of it. */
export function renameTag(
  organization: Organization,
  project: Project,
  from: string,
  to: string | undefined,
): void {
  for (const item of organization.workItems.values()) {
    if (item.projectId !== project.id) continue;
    const revision = latest(item);
    const tags = readTags(revision.fields['System.Tags']);
    if (!tags.some((tag) => tag.toLowerCase() === from.toLowerCase())) continue;
    const others = tags.filter((tag) => tag.toLowerCase() !== from.toLowerCase());
    const text = writeTags(to === undefined ? others : [...others, to]);
    revision.fields = {
      ...without(revision.fields, 'System.Tags'),
      ...(text !== undefined && { 'System.Tags': text }),
    };
  }
}

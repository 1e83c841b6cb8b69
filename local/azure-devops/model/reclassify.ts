import type { ClassificationTree } from './classification-tree';
import type { Organization } from './organization';
import type { Project } from './project';
import { latest } from './work-item';

/**
 * Work items follow their area or iteration when it is renamed, moved or deleted; no revision tells of it.
 * @param how `follow` keeps what is below the path, `gather` puts everything at the target
 */
export function reclassify(
  organization: Organization,
  project: Project,
  { structureType }: ClassificationTree,
  from: string,
  to: string,
  how: 'follow' | 'gather' = 'follow',
): void {
  const field = structureType === 'area' ? 'System.AreaPath' : 'System.IterationPath';
  for (const item of organization.workItems.values()) {
    const revision = latest(item);
    const path = revision.fields[field];
    if (item.projectId !== project.id || typeof path !== 'string') continue;
    if (path !== from && !path.startsWith(`${from}\\`)) continue;
    revision.fields = { ...revision.fields, [field]: how === 'gather' ? to : to + path.slice(from.length) };
  }
}

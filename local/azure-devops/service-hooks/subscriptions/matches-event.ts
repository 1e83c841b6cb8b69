import type { WorkItemChange } from '../../work-item-change';
import type { Inputs } from './subscription';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

function isUnder(path: string, root: string): boolean {
  const [below, above] = [path.toLowerCase(), root.toLowerCase().replace(/^\\/, '')];
  return below === above || below.startsWith(`${above}\\`);
}

const hasTag = (tags: string, tag: string) => tags.split(';').some((one) => same(one, tag));

const changes = (change: WorkItemChange, names: string) => {
  const wanted = names.split(/[,;]/);
  return Object.keys(change.changedFields).some((field) => wanted.some((name) => same(field, name)));
};

const withoutMarkup = (html: string) => html.replace(/<[^>]*>/g, '');

/** One test per filter; each is asked only if the subscription sets it. */
const filters: Record<string, (change: WorkItemChange, wanted: string) => boolean> = {
  projectId: ({ project }, wanted) => same(project.id, wanted),
  areaPath: ({ revision }, wanted) => isUnder(text(revision.fields['System.AreaPath']), wanted),
  workItemType: ({ workItemType }, wanted) => same(workItemType, wanted),
  tag: ({ revision }, wanted) => hasTag(text(revision.fields['System.Tags']), wanted),
  changedFields: changes,
  linksChanged: ({ changedRelations }, wanted) => !same(wanted, 'true') || changedRelations !== undefined,
  commentPattern: ({ comment = '' }, wanted) =>
    withoutMarkup(comment).toLowerCase().includes(wanted.trim().toLowerCase()),
};

/**
 * Whether a subscription with these publisher inputs is told of a change. Filters look at the work item as it is after the
 * change: one that was moved away falls silent (facts: azure-devops.md section 7.2).
 */
export const matchesEvent = (inputs: Inputs, change: WorkItemChange): boolean =>
  Object.entries(filters).every(([id, passes]) => {
    const wanted = inputs[id] ?? '';
    return wanted === '' || passes(change, wanted);
  });

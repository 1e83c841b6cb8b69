import type { Identity } from '../identity';
import { childToParent, findRelationType } from '../processes/relation-types';
import type { FieldValues, Relation } from '../work-item-change';
import { commitLinks } from './commit-revision';
import { without } from './field-values';
import type { Organization } from './organization';
import { latest, linkedWorkItemId, type WorkItem } from './work-item';

export const workItemUrl = (organization: Organization, { projectId, id }: WorkItem): string =>
  `${organization.primaryUrl}/${projectId}/_apis/wit/workItems/${id}`;

/** System.Parent follows the link to the parent. */
export function withParent(fields: FieldValues, relations: readonly Relation[]): FieldValues {
  const parent = relations.find(({ rel }) => rel === childToParent);
  const others = without(fields, 'System.Parent');
  return parent ? { ...others, 'System.Parent': linkedWorkItemId(parent) } : others;
}

/** A link between work items shows on the other one as well, without raising its revision. */
export function linkOtherEnds(
  organization: Organization,
  item: WorkItem,
  change: { added: Relation[]; removed: Relation[] },
  actor: Identity,
  at: Date,
): void {
  const other = (relation: Relation) => organization.workItems.get(linkedWorkItemId(relation) ?? 0);
  const rest = { kind: 'updated', actor, at } as const;
  for (const relation of change.added) {
    const target = other(relation);
    const opposite = findRelationType(findRelationType(relation.rel)?.opposite ?? '');
    if (!target || !opposite) continue;
    const back: Relation = {
      rel: opposite.referenceName,
      url: workItemUrl(organization, item),
      attributes: { isLocked: false, name: opposite.name },
    };
    const { relations, fields } = latest(target);
    const next = [...relations, back];
    commitLinks(organization, target, next, withParent(fields, next), {
      ...rest,
      changedRelations: { added: [back] },
    });
  }
  for (const relation of change.removed) {
    const target = other(relation);
    const opposite = findRelationType(relation.rel)?.opposite;
    if (!target || opposite === undefined) continue;
    const { relations, fields } = latest(target);
    const isBack = (candidate: Relation) =>
      candidate.rel === opposite && linkedWorkItemId(candidate) === item.id;
    const next = relations.filter((candidate) => !isBack(candidate));
    const changedRelations = { removed: relations.filter(isBack) };
    commitLinks(organization, target, next, withParent(fields, next), { ...rest, changedRelations });
  }
}

import type { FieldValues, Relation } from '../work-item-change';
import { endOfTime } from './dates';
import { lineage } from './classification-tree';
import type { Project } from './project';
import { linkedWorkItemId, type StoredRevision } from './work-item';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const count = (relations: readonly Relation[], matches: (relation: Relation) => boolean) =>
  relations.filter(matches).length;

function treeFields(project: Project, fields: FieldValues): FieldValues {
  const area = project.areas.atFieldPath(text(fields['System.AreaPath'])) ?? project.areas.root;
  const iteration =
    project.iterations.atFieldPath(text(fields['System.IterationPath'])) ?? project.iterations.root;
  const levels = (kind: string, names: string[]) =>
    Object.fromEntries(names.map((name, index) => [`System.${kind}Level${index + 1}`, name]));
  return {
    'System.AreaId': area.id,
    'System.NodeName': area.name,
    ...levels(
      'Area',
      lineage(area).map(({ name }) => name),
    ),
    'System.IterationId': iteration.id,
    ...levels(
      'Iteration',
      lineage(iteration).map(({ name }) => name),
    ),
  };
}

/** What `$expand=all` adds to the fields (facts: azure-devops.md section 4.1). */
export function expandedFields(project: Project, revision: StoredRevision): FieldValues {
  const { fields } = revision;
  return {
    'System.Id': revision.id,
    ...treeFields(project, fields),
    'System.Rev': revision.rev,
    'System.AuthorizedDate': fields['System.ChangedDate'],
    'System.RevisedDate': revision.revisedDate,
    'System.AuthorizedAs': fields['System.ChangedBy'],
    'System.PersonId': 100_000 + (revision.id % 7),
    'System.Watermark': revision.watermark,
    ...fields,
  };
}

/** What reporting revisions carry on top (facts: section 4.8). */
export const countFields = ({ relations, revisedDate }: StoredRevision, isDeleted: boolean): FieldValues => ({
  'System.IsDeleted': isDeleted && revisedDate === endOfTime,
  'System.AttachedFileCount': count(relations, ({ rel }) => rel === 'AttachedFile'),
  'System.HyperLinkCount': count(relations, ({ rel }) => rel === 'Hyperlink'),
  'System.ExternalLinkCount': count(relations, ({ rel }) => rel === 'ArtifactLink'),
  'System.RelatedLinkCount': count(relations, (relation) => linkedWorkItemId(relation) !== undefined),
  'System.RemoteLinkCount': 0,
});

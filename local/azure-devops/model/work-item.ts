import type { Identity } from '../identity';
import type { Relation, Revision, WorkItemChange } from '../work-item-change';

/** A revision with what the server keeps of it beside its fields. */
export interface StoredRevision extends Revision {
  /** Counts all revisions of the organization: the order in which reporting tells them. */
  watermark: number;
  /** When the next revision replaced it. */
  revisedDate: string;
}

export type ChangedFields = WorkItemChange['changedFields'];
export type ChangedRelations = NonNullable<WorkItemChange['changedRelations']>;

/** An entry of the item's history. Its number is not a revision: link changes make an update without a revision. */
export interface Update {
  number: number;
  rev: number;
  by: Identity;
  at: string;
  fields: ChangedFields;
  relations?: ChangedRelations;
}

/** What a comment says at one of its versions. */
export interface CommentVersion {
  version: number;
  text: string;
  format: 'html' | 'markdown';
  modifiedBy: Identity;
  modifiedDate: string;
  isDeleted: boolean;
}

export interface Comment extends CommentVersion {
  id: number;
  createdBy: Identity;
  createdDate: string;
  /** Oldest first, the current one not among them. */
  earlier: CommentVersion[];
}

export interface WorkItem {
  id: number;
  projectId: string;
  revisions: StoredRevision[];
  updates: Update[];
  comments: Comment[];
  /** Set while it lies in the recycle bin. */
  deleted?: { by: Identity; at: Date };
}

/** The newest revision: a work item has at least one. */
export function latest({ id, revisions }: WorkItem): StoredRevision {
  const revision = revisions.at(-1);
  if (!revision) throw new Error(`Work item ${id} has no revision`);
  return revision;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const typeName = (item: WorkItem): string => text(latest(item).fields['System.WorkItemType']);
export const title = (item: WorkItem): string => text(latest(item).fields['System.Title']);

const workItemUrl = /\/_apis\/wit\/workitems\/(-?\d+)$/i;

/** The id at the end of a work item's URL: URLs themselves come in several forms (facts: azure-devops.md section 4.5). */
export function linkedWorkItemId({ rel, url }: Relation): number | undefined {
  if (!rel.includes('LinkTypes') && !/-(Forward|Reverse)$/.test(rel)) return undefined;
  const id = workItemUrl.exec(url)?.[1];
  return id === undefined ? undefined : Number(id);
}

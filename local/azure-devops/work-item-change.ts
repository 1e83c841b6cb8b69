import type { Identity } from './identity';

/** Field values as the REST API shows them: identities are objects, dates are ISO text. */
export type FieldValues = Record<string, unknown>;

export interface Relation {
  rel: string;
  url: string;
  attributes: Record<string, unknown>;
}

/** One revision of a work item, whole. */
export interface Revision {
  id: number;
  rev: number;
  fields: FieldValues;
  relations: Relation[];
  multilineFieldsFormat: Record<string, 'html' | 'markdown'>;
  commentVersionRef?: { commentId: number; version: number };
}

/** Something that happened to a work item: what service hooks tell their subscribers. */
export interface WorkItemChange {
  kind: 'created' | 'updated' | 'commented' | 'deleted' | 'restored';
  organization: OrganizationRef;
  project: ProjectRef;
  workItemType: string;
  /** The work item after the change; read again at delivery time, as the real service does. */
  revision: Revision;
  /** Number in the item's list of updates (not its revision). */
  updateNumber: number;
  changedBy: Identity;
  changedFields: Record<string, { oldValue?: unknown; newValue?: unknown }>;
  changedRelations?: { added?: Relation[]; removed?: Relation[]; updated?: Relation[] };
  /** HTML of the comment, when there is one. */
  comment?: string;
  at: Date;
}

export interface OrganizationRef {
  id: string;
  collectionId: string;
  name: string;
}

export interface ProjectRef {
  id: string;
  name: string;
}

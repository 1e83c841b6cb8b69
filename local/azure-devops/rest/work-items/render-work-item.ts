import { conflictingParameters, fieldNotFound } from '../../http/errors';
import { type Expand, readExpand } from '../../http/read-parameters';
import { expandedFields } from '../../model/system-fields';
import { type StoredRevision, typeName, type WorkItem } from '../../model/work-item';
import { findField } from '../../processes/field-catalogue';
import type { FieldValues, Relation } from '../../work-item-change';
import type { OperationRequest } from '../operation';
import { renderFields } from '../render-fields';

/** What of a work item an answer shows. */
export interface View {
  expand: Expand;
  /** Reference names; all if undefined. */
  fields?: string[] | undefined;
}

/**
 * Reads `$expand` and `fields`, from the query or a body.
 * @throws ApiError 400 when both are given, or for an unknown field
 */
export function readView(expand: unknown, fields: readonly string[] | undefined): View {
  const view = { expand: readExpand(expand) };
  if (!fields) return view;
  if (view.expand.relations || view.expand.fields) throw conflictingParameters();
  const references = fields.map((name) => {
    const field = findField(name);
    if (!field) throw fieldNotFound(name);
    return field.referenceName;
  });
  return { ...view, fields: references };
}

export const itemUrl = (
  { baseUrl }: Pick<OperationRequest, 'baseUrl'>,
  { projectId, id }: WorkItem,
): string => `${baseUrl}/${projectId}/_apis/wit/workItems/${id}`;

/** URLs of work items carry the host of the request (facts: azure-devops.md section 1.1). */
export const renderRelation = (
  { organization, baseUrl }: Pick<OperationRequest, 'organization' | 'baseUrl'>,
  { rel, url, attributes }: Relation,
): Relation => ({
  rel,
  url: url.startsWith(`${organization.primaryUrl}/`)
    ? baseUrl + url.slice(organization.primaryUrl.length)
    : url,
  attributes,
});

export function itemLinks(request: OperationRequest, item: WorkItem) {
  const self = itemUrl(request, item);
  const project = `${request.baseUrl}/${item.projectId}`;
  return {
    self: { href: self },
    workItemUpdates: { href: `${self}/updates` },
    workItemRevisions: { href: `${self}/revisions` },
    workItemComments: { href: `${self}/comments` },
    html: { href: `${project}/_workitems/edit/${item.id}` },
    workItemType: { href: `${project}/_apis/wit/workItemTypes/${encodeURIComponent(typeName(item))}` },
    fields: { href: `${project}/_apis/wit/fields` },
  };
}

function chosenFields(
  request: OperationRequest,
  item: WorkItem,
  revision: StoredRevision,
  view: View,
): FieldValues {
  if (!view.expand.fields && !view.fields) return revision.fields;
  const all = expandedFields(request.organization.projectOf(item), revision);
  if (!view.fields) return all;
  return Object.fromEntries(
    view.fields.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
  );
}

/** A work item at one of its revisions, as answers show it (facts: section 4.1). Lists leave the links out. */
export function renderWorkItem(
  request: OperationRequest,
  item: WorkItem,
  revision: StoredRevision,
  view: View,
  place: 'single' | 'list' = 'single',
) {
  const { id, rev, relations, multilineFieldsFormat, commentVersionRef } = revision;
  const showsRelations =
    relations.length > 0 && (view.expand.relations || (place === 'single' && view.expand.links));
  const self = itemUrl(request, item);
  return {
    id,
    rev,
    fields: renderFields(request, chosenFields(request, item, revision, view)),
    ...(Object.keys(multilineFieldsFormat).length > 0 && !view.fields && { multilineFieldsFormat }),
    ...(showsRelations && { relations: relations.map((relation) => renderRelation(request, relation)) }),
    ...(commentVersionRef && {
      commentVersionRef: {
        ...commentVersionRef,
        url: `${self}/comments/${commentVersionRef.commentId}/versions/${commentVersionRef.version}`,
      },
    }),
    ...((place === 'single' || view.expand.links) && !view.fields && { _links: itemLinks(request, item) }),
    url: view.fields && place === 'list' ? `${request.baseUrl}/_apis/wit/workItems/${id}` : self,
  };
}

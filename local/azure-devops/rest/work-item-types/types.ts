import { ApiError } from '../../http/api-error';
import { fieldNotFound } from '../../http/errors';
import { identityRef } from '../../identity-ref';
import type { Project } from '../../model/project';
import { findField } from '../../processes/field-catalogue';
import type { WorkItemType } from '../../processes/process';
import { requiredProject, requiredType } from '../find';
import type { Operation, OperationRequest } from '../operation';
import { renderType, renderTypeField, typeUrl } from './render-type';

const list: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const value = project.process.types.map((type) => renderType(request, project, type, false));
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  return { status: 200, body: renderType(request, project, requiredType(request, project), true) };
};

const states: Operation['handle'] = (request) => {
  const { states: value } = requiredType(request, requiredProject(request));
  return { status: 200, body: { count: value.length, value } };
};

function allowedValues(request: OperationRequest, type: WorkItemType, name: string): unknown[] {
  if (name === 'System.State') return type.states.map((state) => state.name);
  if (name === 'System.Reason')
    return [...new Set([...type.transitions.values()].flat().flatMap(({ reasons }) => reasons))];
  const { organization, baseUrl } = request;
  if (findField(name)?.isIdentity)
    return organization.identities.map((identity) => identityRef(identity, baseUrl, organization.id));
  return [...(type.fieldUses.get(name)?.values ?? [])];
}

function expandedField(request: OperationRequest, type: WorkItemType, name: string) {
  const expand = request.query.get('$expand')?.toLowerCase() ?? 'none';
  const shows = (what: string, number: string) => [what, number, 'all', '3'].includes(expand);
  return {
    ...renderTypeField(request, type, name),
    ...(shows('allowedvalues', '1') && { allowedValues: allowedValues(request, type, name) }),
    ...(shows('dependentfields', '2') && { dependentFields: [] }),
  };
}

const fields: Operation['handle'] = (request) => {
  const type = requiredType(request, requiredProject(request));
  const value = type.fields.map((name) => expandedField(request, type, name));
  return { status: 200, body: { count: value.length, value } };
};

const field: Operation['handle'] = (request) => {
  const type = requiredType(request, requiredProject(request));
  const name = request.params.field ?? '';
  const found = findField(name);
  if (!found || !type.fields.includes(found.referenceName)) throw fieldNotFound(name);
  return { status: 200, body: expandedField(request, type, found.referenceName) };
};

function renderCategory(
  request: OperationRequest,
  project: Project,
  [reference, types]: [string, readonly string[]],
) {
  const workItemTypes = types.map((name) => ({ name, url: typeUrl(request, project, name) }));
  return {
    name: reference.replace('Microsoft.', '').replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    referenceName: reference,
    defaultWorkItemType: workItemTypes[0],
    workItemTypes,
    url: `${request.baseUrl}/${project.id}/_apis/wit/workItemTypeCategories/${reference}`,
  };
}

const categories: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const value = [...project.process.categories].map((entry) => renderCategory(request, project, entry));
  return { status: 200, body: { count: value.length, value } };
};

const category: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const name = request.params.category ?? '';
  const entry = [...project.process.categories].find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (!entry)
    throw new ApiError(
      404,
      'WorkItemTypeCategoryNotFoundException',
      `VS402329: Work item type category ${name} does not exist in project ${project.name} or you do not have permission to access it.`,
    );
  return { status: 200, body: renderCategory(request, project, entry) };
};

const types = '{project}/_apis/wit/workitemtypes';

export const typeRoutes: Operation[] = [
  { method: 'GET', path: types, handle: list },
  { method: 'GET', path: `${types}/{type}`, handle: get },
  { method: 'GET', path: `${types}/{type}/states`, handle: states },
  { method: 'GET', path: `${types}/{type}/fields`, handle: fields },
  { method: 'GET', path: `${types}/{type}/fields/{field}`, handle: field },
  { method: 'GET', path: '{project}/_apis/wit/workitemtypecategories', handle: categories },
  { method: 'GET', path: '{project}/_apis/wit/workitemtypecategories/{category}', handle: category },
];

import { fieldNotFound } from '../../http/errors';
import { allFields, findField } from '../../processes/field-catalogue';
import type { FieldDefinition } from '../../processes/process';
import { optionalProject } from '../find';
import type { Operation, OperationRequest } from '../operation';

const operator = (name: string, symbol: string) => ({
  referenceName: `SupportedOperations.${name}`,
  name: symbol,
});
const operators = [
  operator('Equals', '='),
  operator('NotEquals', '<>'),
  operator('In', 'In'),
  operator('NotIn', 'Not In'),
];

function render({ baseUrl }: OperationRequest, field: FieldDefinition) {
  const { referenceName, name, type, isIdentity, readOnly } = field;
  return {
    name,
    referenceName,
    type,
    usage: 'workItem',
    readOnly,
    canSortBy: type !== 'html' && type !== 'history',
    isQueryable: true,
    supportedOperations: operators,
    isIdentity,
    isPicklist: false,
    isPicklistSuggested: false,
    isDeleted: false,
    isLocked: false,
    url: `${baseUrl}/_apis/wit/fields/${referenceName}`,
  };
}

const list: Operation['handle'] = (request) => {
  optionalProject(request);
  const value = allFields().map((field) => render(request, field));
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = (request) => {
  optionalProject(request);
  const name = request.params.field ?? '';
  const field = findField(name);
  if (!field) throw fieldNotFound(name);
  return { status: 200, body: render(request, field) };
};

export const fieldRoutes: Operation[] = [
  { method: 'GET', path: '[{project}/]_apis/wit/fields', handle: list },
  { method: 'GET', path: '[{project}/]_apis/wit/fields/{field}', handle: get },
];

import { ApiError } from '../../http/api-error';
import { findRelationType, type RelationType, relationTypes } from '../../processes/relation-types';
import type { Operation, OperationRequest } from '../operation';

function attributes({
  usage,
  topology,
  remote = false,
  editable = false,
  opposite,
  referenceName,
}: RelationType) {
  const common = { usage, editable, enabled: true };
  if (usage === 'resourceLink') return common;
  const directional = topology !== 'network';
  return {
    ...common,
    acyclic: directional,
    directional,
    singleTarget: topology !== 'tree',
    topology,
    remote,
    ...(directional && { isForward: referenceName.endsWith('-Forward'), oppositeEndReferenceName: opposite }),
  };
}

const render = ({ baseUrl }: OperationRequest, type: RelationType) => ({
  attributes: attributes(type),
  referenceName: type.referenceName,
  name: type.name,
  url: `${baseUrl}/_apis/wit/workItemRelationTypes/${type.referenceName}`,
});

const list: Operation['handle'] = (request) => {
  const value = relationTypes.map((type) => render(request, type));
  return { status: 200, body: { count: value.length, value } };
};

const get: Operation['handle'] = (request) => {
  const name = request.params.relation ?? '';
  const type = findRelationType(name);
  if (!type)
    throw new ApiError(
      404,
      'WorkItemRelationTypeNotFoundException',
      `VS403317: Relation type ${name} does not exist.`,
    );
  return { status: 200, body: render(request, type) };
};

export const relationTypeRoutes: Operation[] = [
  { method: 'GET', path: '_apis/wit/workitemrelationtypes', handle: list },
  { method: 'GET', path: '_apis/wit/workitemrelationtypes/{relation}', handle: get },
];

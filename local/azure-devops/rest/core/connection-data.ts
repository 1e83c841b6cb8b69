import type { Operation, OperationRequest } from '../operation';

/** Who the caller is, as connectionData tells it (facts: azure-devops.md section 8). */
function renderUser({ organization, caller }: OperationRequest) {
  const { id, displayName, uniqueName, descriptor, objectId } = caller;
  const claims =
    objectId === undefined
      ? 'Microsoft.IdentityModel.Claims.ClaimsIdentity'
      : 'Microsoft.VisualStudio.Services.Claims.AadServicePrincipal';
  return {
    id,
    descriptor: `${claims};${organization.tenantId}\\${uniqueName}`,
    subjectDescriptor: descriptor,
    providerDisplayName: displayName,
    isActive: true,
    properties: { Account: { $type: 'System.String', $value: uniqueName } },
    resourceVersion: 2,
    metaTypeId: 0,
  };
}

const get: Operation['handle'] = (request) => {
  const user = renderUser(request);
  return {
    status: 200,
    body: {
      authenticatedUser: user,
      authorizedUser: user,
      instanceId: request.organization.id,
      deploymentId: request.organization.collectionId,
      deploymentType: 'hosted',
      locationServiceData: {
        serviceOwner: '00025394-6065-48ca-87d9-7f5672854ef7',
        defaultAccessMappingMoniker: 'PublicAccessMapping',
        lastChangeId: 37777428,
        lastChangeId64: 37777428,
      },
    },
  };
};

export const connectionDataRoutes: Operation[] = [
  { method: 'GET', path: '_apis/connectionData', preview: true, handle: get },
];

import type { Application, Directory, Tenant } from './directory';
import {
  applicationNotFound,
  expiredSecret,
  grantTypeUnsupported,
  parameterMissing,
  type Refusal,
  resourceNotFound,
  scopeInvalid,
  secretMissing,
  tenantNotFound,
  wrongSecret,
} from './entra-error';
import { refuseAssertion } from './refuse-assertion';
import type { TokenRequest } from './token-request';

/** The one resource that tokens are for: Azure DevOps (facts: azure-devops.md section 8). */
export const azureDevOpsResource = '499b84ac-1321-427f-aa17-267ca6975798';

export type Decision =
  | { granted: true; tenant: Tenant; application: Application; audience: string }
  | { granted: false; refusal: Refusal };

const refuse = (refusal: Refusal): Decision => ({ granted: false, refusal });

/** Decides a client-credentials request in the order in which Entra looks: form, tenant, application, secret, scope. */
export function decideGrant(
  directory: Directory,
  tenantId: string,
  request: TokenRequest,
  now: Date,
): Decision {
  const { grantType, clientId, scope } = request;
  if (grantType === undefined) return refuse(parameterMissing('grant_type'));
  if (clientId === undefined) return refuse(parameterMissing('client_id'));
  const tenant = directory.tenant(tenantId);
  if (!tenant) return refuse(tenantNotFound(tenantId));
  if (grantType !== 'client_credentials') return refuse(grantTypeUnsupported(grantType));
  if (scope === undefined) return refuse(parameterMissing('scope'));
  const application = directory.application(tenant, clientId);
  if (!application) return refuse(applicationNotFound(clientId, tenant.displayName));
  const refusal = refuseClient(application, request, now);
  if (refusal) return refuse(refusal);
  const resource = /^(\S+)\/\.default$/.exec(scope.trim())?.[1];
  if (resource === undefined) return refuse(scopeInvalid(scope));
  if (resource.toLowerCase() !== azureDevOpsResource)
    return refuse(resourceNotFound(resource, tenant.displayName));
  return { granted: true, tenant, application, audience: azureDevOpsResource };
}

/** Decides whether the client is who it says; undefined if it is. */
function refuseClient(
  { clientId, secrets, federatedCredentials = [] }: Application,
  { clientSecret, clientAssertion }: TokenRequest,
  now: Date,
): Refusal | undefined {
  if (clientAssertion !== undefined) return refuseAssertion(clientAssertion, federatedCredentials, now);
  if (clientSecret === undefined || clientSecret === '') return secretMissing;
  const secret = secrets.find(({ value }) => value === clientSecret);
  if (!secret) return wrongSecret(clientId);
  const hasEnded = secret.expiresAt !== undefined && Date.parse(secret.expiresAt) <= now.getTime();
  return hasEnded ? expiredSecret(clientId) : undefined;
}

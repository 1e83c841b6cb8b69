import type { Identity } from '../../identity';
import type { OrganizationRef } from '../../work-item-change';
import type { ServiceHooksDeps } from '../service-hooks-deps';
import { accessDenied } from '../subscriptions/errors';

/** @throws ApiError 403 unless the caller may manage the subscriptions of the project (undefined: of the organization) */
export function checkMayManage(
  deps: Pick<ServiceHooksDeps, 'mayManage'>,
  organization: OrganizationRef,
  caller: Identity,
  projectId: string | undefined,
  permission: 'View' | 'Edit' | 'Delete',
): void {
  if (!deps.mayManage(organization, caller, projectId))
    throw accessDenied(caller.displayName, projectId, permission);
}

import type { Identity } from './identity';
import type { Organization } from './model/organization';
import type { ServiceHooksDeps } from './service-hooks/service-hooks-deps';

/** Shows the organizations to the service hooks, which know work items only by what happened to them. */
export function serviceHooksDeps(organizations: readonly Organization[]): ServiceHooksDeps {
  const find = (id: string) => organizations.find((organization) => organization.id === id);
  return {
    currentRevision: (organizationId, workItemId) =>
      find(organizationId)?.workItems.get(workItemId)?.revisions.at(-1),
    primaryUrl: ({ id }) => find(id)?.primaryUrl ?? '',
    project: ({ id }, idOrName) => find(id)?.project(idOrName),
    mayManage: ({ id }, caller: Identity, projectId) => {
      const organization = find(id);
      if (!organization?.rightsOf(caller)?.manageServiceHooks) return false;
      const project = projectId === undefined ? undefined : organization.project(projectId);
      return projectId === undefined || (project !== undefined && organization.sees(caller, project));
    },
    now: () => new Date(),
  };
}

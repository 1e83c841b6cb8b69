import type { Identity } from '../identity';
import type { OrganizationRef, ProjectRef, Revision } from '../work-item-change';

/** What service hooks ask of the rest of the simulator. */
export interface ServiceHooksDeps {
  /** The work item as it is now; undefined once it is gone. Events are rendered while they are delivered. */
  currentRevision(organizationId: string, workItemId: number): Revision | undefined;
  /** The address that events name, whatever host a change was made through. */
  primaryUrl(organization: OrganizationRef): string;
  project(organization: OrganizationRef, idOrName: string): ProjectRef | undefined;
  /** @param projectId undefined: the whole organization */
  mayManage(organization: OrganizationRef, caller: Identity, projectId: string | undefined): boolean;
  now(): Date;
}

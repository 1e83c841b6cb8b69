/** A member of an organization, as the REST API names one (facts: azure-devops.md section 4.2). */
export interface Identity {
  /** The VSID: the id inside Azure DevOps, which is not the Entra object id. */
  id: string;
  displayName: string;
  uniqueName: string;
  descriptor: string;
  /** Given for service principals. */
  applicationId?: string;
  objectId?: string;
}

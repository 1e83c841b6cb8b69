/** Where a person opens a work item (facts: azure-devops.md section 4.1). */
export const workItemUrl = (organizationUrl: string, project: string, id: number): string =>
  `${organizationUrl}/${encodeURIComponent(project)}/_workitems/edit/${id}`;

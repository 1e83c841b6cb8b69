import type { OrganizationRef, ProjectRef } from '../../work-item-change';

/** Where an event happened: what its links are built from. */
export interface EventPlace {
  organization: OrganizationRef;
  project: ProjectRef;
  /** The organization's primary URL without a slash at its end, whatever host the change was made through. */
  baseUrl: string;
}

export const workItemUrl = ({ baseUrl, project }: EventPlace, id: number): string =>
  `${baseUrl}/${project.id}/_apis/wit/workItems/${id}`;

export const recycleBinUrl = ({ baseUrl, project }: EventPlace, id: number): string =>
  `${baseUrl}/${project.id}/_apis/wit/recyclebin/${id}`;

/** The page that people open. */
export const pageUrl = ({ baseUrl, organization }: EventPlace, id: number): string =>
  `${baseUrl}/web/wi.aspx?pcguid=${organization.collectionId}&id=${id}`;

export const typeUrl = ({ baseUrl, project }: EventPlace, type: string): string =>
  `${baseUrl}/${project.id}/_apis/wit/workItemTypes/${encodeURIComponent(type)}`;

export const fieldsUrl = ({ baseUrl, project }: EventPlace): string =>
  `${baseUrl}/${project.id}/_apis/wit/fields`;

export const containers = ({ organization, project, baseUrl }: EventPlace) => ({
  collection: { id: organization.collectionId, baseUrl: `${baseUrl}/` },
  account: { id: organization.id, baseUrl: `${baseUrl}/` },
  project: { id: project.id, baseUrl: `${baseUrl}/` },
});

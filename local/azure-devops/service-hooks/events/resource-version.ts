/** Versions that work item events come in (facts: azure-devops.md section 6.4). */
export const resourceVersions = [
  '1.0',
  '1.0-preview.1',
  '1.0-preview.2',
  '3.1-preview.3',
  '5.1-preview.3',
] as const;

export type ResourceVersion = (typeof resourceVersions)[number];

export const isResourceVersion = (value: unknown): value is ResourceVersion =>
  resourceVersions.some((version) => version === value);

/** How an event shows the people in fields: as text, as one text three times, or with their ids. */
export type IdentityForm = 'text' | 'names' | 'reference';

export function identityFormOf(version: ResourceVersion): IdentityForm {
  if (version === '5.1-preview.3') return 'reference';
  return version === '3.1-preview.3' ? 'names' : 'text';
}

/** Only the first version was ever seen to send the links of a work item. */
export const sendsRelations = (version: ResourceVersion): boolean => version.startsWith('1.0');

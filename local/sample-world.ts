import { randomBytes, randomUUID } from 'node:crypto';
import type { OrganizationOptions, ProcessName } from './azure-devops/options';
import type { TenantOptions } from './entra/options';

/** Who and what there is outside the connector: a tenant with an application, and an organization with its projects. */
export interface SampleWorld {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  organization: string;
  projects: { name: string; process: ProcessName }[];
  developer: { name: string; token: string };
  entra: TenantOptions;
  azureDevOps: OrganizationOptions;
}

/** One project per process template: each has states of its own. */
const projects: SampleWorld['projects'] = [
  { name: 'Ferry Bookings', process: 'Agile' },
  { name: 'Harbour Pilot', process: 'Scrum' },
  { name: 'Lighthouse Control', process: 'CMMI' },
  { name: 'Tide Tables', process: 'Basic' },
];

/** Everything is invented; ids and secrets are new each time, as nothing outlives a stack. */
export function sampleWorld(): SampleWorld {
  const tenantId = randomUUID();
  const application = { displayName: 'Nucleus connector', clientId: randomUUID(), objectId: randomUUID() };
  const clientSecret = randomBytes(30).toString('base64url');
  const organization = 'Saltmarsh-Lines';
  const developer = { name: 'Ines Okonkwo', token: randomBytes(30).toString('base64url') };
  return {
    tenantId,
    clientId: application.clientId,
    clientSecret,
    organization,
    projects,
    developer,
    entra: {
      id: tenantId,
      displayName: 'Saltmarsh Lines',
      applications: [{ ...application, secrets: [{ value: clientSecret }] }],
    },
    azureDevOps: {
      name: organization,
      tenantId,
      projects,
      members: [
        {
          displayName: application.displayName,
          applicationId: application.clientId,
          objectId: application.objectId,
        },
        {
          displayName: developer.name,
          uniqueName: 'ines.okonkwo@saltmarsh.example',
          token: developer.token,
        },
      ],
    },
  };
}

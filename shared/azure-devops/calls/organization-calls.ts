import { listAt, objectAt, textAt } from '../answers/json-values';
import type { AzureDevOpsClient, ConnectionData, Project } from '../client';
import {
  AddressUnknownError,
  CredentialsError,
  InvalidAnswerError,
  NotAMemberError,
  NotFoundOrNotVisibleError,
  OrganizationNotFoundError,
} from '../errors';
import { loadOfficialClient } from '../official-client/load';
import { organizationNameOf } from '../links/organization-name';
import { address } from '../transport/address';
import type { Transport } from '../transport/transport';

/** The resource area "core": its location is the organization's primary URL (facts: azure-devops.md section 10.2). */
const coreArea = '79134c72-4a58-4b42-976c-04e7115f32bf';

/** Who one is without signing in (section 3.6). */
const anonymous = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

const projectsPerPage = 500;

/** Where the organization is, and what it is called by. */
export interface OrganizationSettings {
  organization: string;
  tenantId: string;
  /** The tenant that the organization is connected to, if it is told. */
  findTenant: () => Promise<string | undefined>;
}

/** What the organization says of itself, of us, and of its projects. */
export function organizationCalls(
  transport: Transport,
  { organization, tenantId, findTenant }: OrganizationSettings,
): Pick<AzureDevOpsClient, 'connectionData' | 'organizationProfile' | 'projects'> {
  /** Reads what every organization has: if it is not there, then the organization is not. */
  const read = async (path: string): Promise<unknown> => {
    const url = address(transport.organizationUrl, path, {}, '7.1-preview.1');
    try {
      return (await transport.send({ method: 'GET', url, effect: 'none' })).body;
    } catch (error) {
      if (!(error instanceof AddressUnknownError || error instanceof NotFoundOrNotVisibleError)) throw error;
      throw new OrganizationNotFoundError(transport.organizationUrl, { activityId: error.activityId });
    }
  };

  return {
    connectionData: async () => toConnectionData(await read('_apis/connectionData')),

    organizationProfile: async () => {
      const foundTenant = findTenant();
      try {
        const areas = listAt(await read('_apis/ResourceAreas'), 'value');
        const core = areas.find((area) => textAt(area, 'id')?.toLowerCase() === coreArea);
        // A server of one's own lists no areas; its name is then the one it was called by.
        const location = textAt(core, 'locationUrl');
        const name = location === undefined ? undefined : organizationNameOf(location);
        return { name: name ?? organization, tenantId: await foundTenant };
      } catch (error) {
        const keptOut = error instanceof CredentialsError || error instanceof NotAMemberError;
        const connectedTo = await foundTenant;
        // Another tenant is why we are kept out, and says more than that we are.
        if (!keptOut || connectedTo === undefined || connectedTo === tenantId.toLowerCase()) throw error;
        return { name: organization, tenantId: connectedTo };
      }
    },

    projects: async () => {
      const { core } = await loadOfficialClient();
      const projects: Project[] = [];
      for (;;) {
        const page: unknown = await core(transport, { effect: 'none' }).getProjects(
          undefined,
          projectsPerPage,
          projects.length,
        );
        const found = Array.isArray(page) ? page.map(toProject) : [];
        projects.push(...found);
        if (found.length < projectsPerPage) return projects;
      }
    },
  };
}

function toConnectionData(value: unknown): ConnectionData {
  const user = objectAt(value, 'authenticatedUser');
  const organizationId = textAt(value, 'instanceId')?.toLowerCase();
  const identityId = textAt(user, 'id')?.toLowerCase();
  if (organizationId === undefined || identityId === undefined) {
    throw new InvalidAnswerError('An answer came that does not say who we are.');
  }
  // A call that is not signed in may succeed as nobody (facts: azure-devops.md section 8).
  if (identityId === anonymous) {
    throw new CredentialsError('signed-in-as-nobody', {
      seen: 'Azure DevOps takes the service principal for an anonymous visitor.',
      remedy: 'Add the service principal to the organization and check the tenant that the connector names.',
    });
  }
  return {
    organizationId,
    identityId,
    identityName: textAt(user, 'providerDisplayName') ?? textAt(user, 'customDisplayName') ?? '',
  };
}

const toProject = (value: unknown): Project => ({
  id: (textAt(value, 'id') ?? '').toLowerCase(),
  name: textAt(value, 'name') ?? '',
});

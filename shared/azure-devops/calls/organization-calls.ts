import { listAt, objectAt, textAt } from '../answers/json-values';
import type { AzureDevOpsClient, ConnectionData, Project } from '../client';
import { CredentialsError, InvalidAnswerError } from '../errors';
import { loadOfficialClient } from '../official-client/load';
import { organizationNameOf } from '../links/organization-name';
import { address } from '../transport/address';
import type { Transport } from '../transport/transport';

/** The resource area "core": its location is the organization's primary URL (facts: azure-devops.md section 10.2). */
const coreArea = '79134c72-4a58-4b42-976c-04e7115f32bf';

/** Who one is without signing in (section 3.6). */
const anonymous = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

const projectsPerPage = 500;

/** What the organization says of itself, of us, and of its projects. */
export function organizationCalls(
  transport: Transport,
  organization: string,
  tenantOf: () => Promise<string | undefined>,
): Pick<AzureDevOpsClient, 'connectionData' | 'organizationProfile' | 'projects'> {
  const read = async (path: string, apiVersion: string) => {
    const url = address(transport.organizationUrl, path, {}, apiVersion);
    return (await transport.send({ method: 'GET', url, effect: 'none' })).body;
  };

  return {
    connectionData: async () => toConnectionData(await read('_apis/connectionData', '7.1-preview.1')),

    organizationProfile: async () => {
      const [areas, tenantId] = await Promise.all([read('_apis/ResourceAreas', '7.1-preview.1'), tenantOf()]);
      const core = listAt(areas, 'value').find((area) => textAt(area, 'id')?.toLowerCase() === coreArea);
      // A server of one's own lists no areas; its name is then the one it was called by.
      const location = textAt(core, 'locationUrl');
      const name = location === undefined ? undefined : organizationNameOf(location);
      return { name: name ?? organization, tenantId };
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

import type {
  AzureDevOpsClient,
  AzureDevOpsClients,
  OrganizationAccess,
  Project,
} from '../azure-devops/client';
import { setField } from '../azure-devops/json-patch';
import {
  AccessDeniedError,
  AzureDevOpsError,
  NotAMemberError,
  RuleValidationError,
} from '../azure-devops/errors';
import { ProblemError } from '../errors';
import { CheckFailedError, type CheckId, runChecks, type Verification } from './credential-check';

/** What was learnt on the way; the connector keeps it. */
export interface LearntFromVerification {
  organizationId: string;
  identityId: string;
  projects: Project[];
}

/** Projects in which writing is tried, one dry run each, until one lets us. */
const mostProjectsTried = 10;

/** What to do when ADO or Entra refuses and the error itself knows nothing better. */
const remedies: Record<CheckId, string> = {
  token:
    'Compare tenant ID and client ID with the Overview page of the app registration, and make a new client secret.',
  organization: 'Enter the name as it stands at the end of the address https://dev.azure.com/{organization}.',
  membership:
    'In Azure DevOps, open Organization settings > Users > Add users and add the application (service principal) with access level Basic.',
  projects:
    'Add the service principal to a group of the project, for example Contributors: Project settings > Permissions.',
  workItemTypes:
    'Give the service principal the right "View work items in this node" on the area of the project.',
  workItemWrite:
    'Give the service principal the right "Edit work items in this node", for example through the group Contributors.',
  serviceHooks:
    'Give the service principal the rights to view and edit service-hook subscriptions, for example through the group Project Administrators.',
};

function refused(error: unknown, id: CheckId): CheckFailedError | undefined {
  // Which right it is that is missing follows from what was tried.
  if (error instanceof AccessDeniedError) return new CheckFailedError(error.seen, remedies[id]);
  if (error instanceof AzureDevOpsError)
    return new CheckFailedError(error.seen, error.remedy || remedies[id]);
  if (error instanceof ProblemError) return new CheckFailedError(error.message, remedies[id]);
  return undefined;
}

async function organizationIsFound(client: AzureDevOpsClient, access: OrganizationAccess): Promise<string> {
  try {
    const { name, tenantId } = await client.organizationProfile();
    if (tenantId !== undefined && tenantId.toLowerCase() !== access.tenantId.toLowerCase()) {
      throw new CheckFailedError(
        `The organization "${name}" is connected to the tenant ${tenantId}, not to ${access.tenantId}.`,
        `Enter ${tenantId} as the tenant ID and an app registration of that tenant.`,
      );
    }
    if (name !== access.organization) {
      throw new CheckFailedError(
        `The organization is called "${name}"; "${access.organization}" differs in upper and lower case.`,
        `Enter the organization exactly as "${name}".`,
      );
    }
    return `The organization "${name}" was found.`;
  } catch (error) {
    // Being kept out says that the organization is there; the next check says what to do about it.
    if (error instanceof NotAMemberError) return 'The organization answers.';
    throw error;
  }
}

async function someProjectIsWritable(
  client: AzureDevOpsClient,
  projects: readonly Project[],
): Promise<string> {
  let lastRefusal: Error | undefined;
  for (const project of projects.slice(0, mostProjectsTried)) {
    const types = await client.workItemTypes(project.name);
    const type = types.find(({ name }) => name === 'Task') ?? types.find(({ isDisabled }) => !isDisabled);
    if (!type) continue;
    try {
      await client.createWorkItem(
        project.name,
        type.name,
        [setField('System.Title', 'Nucleus: credential check')],
        {
          validateOnly: true,
        },
      );
      return `A ${type.name} could be created in "${project.name}" (tried without saving).`;
    } catch (error) {
      // Rights are checked before rules: a project that asks for more fields lets us write.
      if (error instanceof RuleValidationError) {
        return `Work items could be written in "${project.name}", which asks for further fields.`;
      }
      if (!(error instanceof ProblemError)) throw error;
      lastRefusal = error;
    }
  }
  if (lastRefusal !== undefined) throw lastRefusal;
  throw new CheckFailedError('No project has a work item type that can be created.', remedies.workItemTypes);
}

/** There is no dry run for subscriptions: one that no event of today's concerns is made and taken away at once. */
async function subscriptionsCanBeMade(
  client: AzureDevOpsClient,
  project: Project | undefined,
  webhookUrl: string,
): Promise<string> {
  const existing = await client.subscriptions();
  const { id } = await client.createSubscription({
    eventType: 'workitem.restored',
    resourceVersion: '1.0',
    publisherInputs: { projectId: project?.id ?? '' },
    consumerInputs: { url: webhookUrl },
  });
  await client.deleteSubscription(id);
  return `Service-hook subscriptions can be made; there are ${existing.length}.`;
}

/**
 * Verify Credentials: signs in, enters the organization and tries, without saving, what the connector will do.
 * @param webhookUrl an address of ours, for trying whether a subscription can be made
 * @returns what each check saw, and what was learnt if all of them passed
 */
export async function verifyCredentials(
  clients: AzureDevOpsClients,
  access: OrganizationAccess,
  webhookUrl: string,
): Promise<{ verification: Verification; learnt?: LearntFromVerification }> {
  const client = clients.for(access);
  const learnt: Partial<LearntFromVerification> = {};
  const looks: Record<CheckId, () => Promise<string>> = {
    token: async () => `Entra gave a token that is valid until ${await clients.verifyToken(access)}.`,
    organization: () => organizationIsFound(client, access),
    membership: async () => {
      const { organizationId, identityId, identityName } = await client.connectionData();
      Object.assign(learnt, { organizationId, identityId });
      return `Azure DevOps knows this client as "${identityName}".`;
    },
    projects: async () => {
      const projects = await client.projects();
      if (projects.length === 0) throw new CheckFailedError('No project is visible.', remedies.projects);
      learnt.projects = projects;
      return `${projects.length} ${projects.length === 1 ? 'project is' : 'projects are'} visible.`;
    },
    workItemTypes: async () => {
      const [project] = learnt.projects ?? [];
      const types = project ? await client.workItemTypes(project.name) : [];
      if (types.length === 0)
        throw new CheckFailedError('No work item type is visible.', remedies.workItemTypes);
      return `"${project?.name ?? ''}" has ${types.map(({ name }) => name).join(', ')}.`;
    },
    workItemWrite: () => someProjectIsWritable(client, learnt.projects ?? []),
    serviceHooks: async () => {
      const [project] = learnt.projects ?? [];
      return subscriptionsCanBeMade(client, project, webhookUrl);
    },
  };
  const verification = await runChecks(async (id) => {
    try {
      return await looks[id]();
    } catch (error) {
      throw refused(error, id) ?? error;
    }
  });
  const { organizationId, identityId, projects } = learnt;
  if (!verification.ok || organizationId === undefined || identityId === undefined || !projects)
    return { verification };
  return { verification, learnt: { organizationId, identityId, projects } };
}

import { type Account, AzureDevOpsError } from './azure-devops-error';

/** 422: no token, or a token that Azure DevOps does not take. `code` says which, e.g. `client-secret-wrong`. */
export class CredentialsError extends AzureDevOpsError {
  override readonly name = 'CredentialsError';

  constructor(code: string, account: Account) {
    super({ status: 422, code, title: 'Signing in to Azure DevOps failed' }, account);
  }
}

/** 422 not-a-member: the token is good, but the organization does not know the service principal. */
export class NotAMemberError extends AzureDevOpsError {
  override readonly name = 'NotAMemberError';

  constructor(account: Omit<Account, 'seen' | 'remedy'>) {
    super(
      { status: 422, code: 'not-a-member', title: 'The service principal is not in the organization' },
      {
        seen: 'Azure DevOps does not let this service principal into the organization.',
        remedy:
          'Add it in Organization settings > Users with a Basic licence (by its name; the object id is that of the enterprise application), and check that the organization is connected to the tenant that the connector names.',
        ...account,
      },
    );
  }
}

/** 422 azure-devops-access-denied: a member, but without the right for this. */
export class AccessDeniedError extends AzureDevOpsError {
  override readonly name = 'AccessDeniedError';

  constructor(account: Account) {
    super(
      { status: 422, code: 'azure-devops-access-denied', title: 'A right is missing in Azure DevOps' },
      account,
    );
  }
}

/** 404 organization-not-found */
export class OrganizationNotFoundError extends AzureDevOpsError {
  override readonly name = 'OrganizationNotFoundError';

  constructor(organizationUrl: string, account: Omit<Account, 'seen' | 'remedy'> = {}) {
    super(
      { status: 404, code: 'organization-not-found', title: 'No such organization' },
      {
        seen: `There is no Azure DevOps organization at ${organizationUrl}.`,
        remedy:
          'Check its name: it is the first part of the path after https://dev.azure.com/. An organization may have been renamed.',
        ...account,
      },
    );
  }
}

/** 404 project-not-found */
export class ProjectNotFoundError extends AzureDevOpsError {
  override readonly name = 'ProjectNotFoundError';

  constructor(account: Partial<Account> & { project?: string } = {}) {
    const { project, ...rest } = account;
    super(
      { status: 404, code: 'project-not-found', title: 'No such project' },
      {
        seen: `The project${project === undefined ? '' : ` "${project}"`} does not exist, or the service principal may not see it.`,
        remedy:
          'Choose one of the projects that GET /api/connectors/{connectorId}/projects lists, or give the service principal access to it.',
        ...rest,
      },
    );
  }
}

/** 422 organization-stopped (TF24668): no repetition cures it. */
export class OrganizationStoppedError extends AzureDevOpsError {
  override readonly name = 'OrganizationStoppedError';

  constructor(account: Omit<Account, 'seen' | 'remedy'>) {
    super(
      { status: 422, code: 'organization-stopped', title: 'The organization is switched off' },
      {
        seen: 'Azure DevOps has stopped this organization (TF24668), for example after a long time without use.',
        remedy: 'An owner of the organization has to start it again; then replay what was left.',
        ...account,
      },
    );
  }
}

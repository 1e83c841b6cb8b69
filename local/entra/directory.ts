import type { ApplicationOptions, ClientSecret, TenantOptions } from './options';

export interface Application extends Omit<ApplicationOptions, 'secrets'> {
  secrets: ClientSecret[];
}

export interface Tenant {
  id: string;
  displayName: string;
  applications: Application[];
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The tenants and their applications. Ids are GUIDs: found whatever the casing. */
export class Directory {
  private readonly tenants: Tenant[];

  constructor(tenants: readonly TenantOptions[]) {
    this.tenants = tenants.map(({ id, displayName = id, applications }) => ({
      id,
      displayName,
      applications: applications.map((application) => ({
        ...application,
        secrets: [...application.secrets],
      })),
    }));
  }

  tenant(id: string): Tenant | undefined {
    return this.tenants.find((tenant) => same(tenant.id, id));
  }

  application(tenant: Tenant, clientId: string): Application | undefined {
    return tenant.applications.find((application) => same(application.clientId, clientId));
  }

  /** Adds a secret beside the others, as an administrator does to rotate one. False if there is no such client. */
  addSecret(clientId: string, secret: ClientSecret): boolean {
    const application = this.anywhere(clientId);
    application?.secrets.push(secret);
    return application !== undefined;
  }

  /** Ends a secret now (it is refused as expired). False if there is no such secret. */
  expireSecret(clientId: string, value: string, now: Date): boolean {
    const secret = this.anywhere(clientId)?.secrets.find((one) => one.value === value);
    if (secret) secret.expiresAt = now.toISOString();
    return secret !== undefined;
  }

  /** Takes a secret away (it is refused as wrong). False if there is no such secret. */
  removeSecret(clientId: string, value: string): boolean {
    const secrets = this.anywhere(clientId)?.secrets ?? [];
    const index = secrets.findIndex((one) => one.value === value);
    if (index !== -1) secrets.splice(index, 1);
    return index !== -1;
  }

  private anywhere(clientId: string): Application | undefined {
    return this.tenants.flatMap((tenant) => tenant.applications).find((one) => same(one.clientId, clientId));
  }
}

/**
 * The only reader of environment variables. Each setting is read when first asked for, so that a function starts with
 * the settings it uses, and a missing one is named by whoever needs it. docs: see README, "Settings".
 */

/** A setting that the code needs is absent or cannot be read. An operator has to fix it; retrying does not help. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** How a client reaches an Azure service: by connection string, or by address with the app's own identity. */
export type AzureConnection =
  | { kind: 'connection-string'; connectionString: string }
  | { kind: 'identity'; address: string; clientId?: string };

export type Role = 'administrator' | 'operator' | 'reader' | 'nucleus';

/** A reference to a secret that Azure could not resolve arrives as its own text, which anybody could present as a key. */
const isUnresolved = (value: string) => value.startsWith('@Microsoft.KeyVault(');

function optional(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === undefined || value === '' || isUnresolved(value) ? undefined : value;
}

function required(name: string): string {
  const value = optional(name);
  if (value === undefined) throw new SettingError(`The setting ${name} is missing.`);
  return value;
}

function list(name: string): string[] {
  return (optional(name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function connection(name: string, addressSuffix: string): AzureConnection {
  const connectionString = optional(name);
  if (connectionString !== undefined) return { kind: 'connection-string', connectionString };
  return {
    kind: 'identity',
    address: required(`${name}__${addressSuffix}`),
    clientId: optional(`${name}__clientId`),
  };
}

/** The names are those of the Functions host: identity-based connections use `<name>__<suffix>`. */
export const serviceBusConnectionSetting = 'SERVICE_BUS_CONNECTION';

export const config = {
  storage: (): AzureConnection => connection('STORAGE_CONNECTION', 'tableServiceUri'),

  serviceBus: (): AzureConnection => connection(serviceBusConnectionSetting, 'fullyQualifiedNamespace'),

  /** Where connector secrets are kept: in Key Vault, or encrypted in a table under a key of its own. */
  secretStore: ():
    { kind: 'key-vault'; vaultUri: string; clientId?: string } | { kind: 'tables'; key: Buffer } => {
    if (optional('SECRET_STORE') !== 'tables') {
      return {
        kind: 'key-vault',
        vaultUri: required('KEY_VAULT_URI'),
        clientId: optional('AZURE_CLIENT_ID'),
      };
    }
    const key = Buffer.from(required('SECRET_STORE_KEY'), 'base64');
    if (key.length !== 32) throw new SettingError('SECRET_STORE_KEY has to be 32 bytes in base64.');
    return { kind: 'tables', key };
  },

  /** Keys that callers of the API may present, by role; several per role (separated by commas) while one is rotated. */
  apiKeys: (): { role: Role; keys: string[] }[] => [
    { role: 'administrator', keys: list('API_KEY_ADMINISTRATOR') },
    { role: 'operator', keys: list('API_KEY_OPERATOR') },
    { role: 'reader', keys: list('API_KEY_READER') },
    { role: 'nucleus', keys: list('API_KEY_NUCLEUS') },
  ],

  /**
   * Whether App Service asks callers for a token and tells who they are. Set with the authentication in infra/; what the
   * platform itself says (WEBSITE_AUTH_ENABLED) overrules it, so that nobody is believed where it was switched off.
   */
  easyAuth: (): boolean =>
    optional('EASY_AUTH_ENABLED')?.toLowerCase() === 'true' &&
    optional('WEBSITE_AUTH_ENABLED')?.toLowerCase() !== 'false',

  /** Where Azure DevOps and people reach this app, without a trailing slash. */
  publicBaseUrl: (): string => {
    const explicit = optional('PUBLIC_BASE_URL');
    return (explicit ?? `https://${required('WEBSITE_HOSTNAME')}`).replace(/\/+$/, '');
  },

  /** The Entra authority; undefined means Azure's public cloud. The name is the one that @azure/identity documents. */
  entraAuthorityHost: (): string | undefined => optional('AZURE_AUTHORITY_HOST'),

  /** Further hosts (name or name:port) that may be called besides Azure DevOps Services and Entra. */
  outboundAllowedHosts: (): string[] => list('OUTBOUND_ALLOWED_HOSTS').map((host) => host.toLowerCase()),

  /** Secrets that Nucleus may sign events with (Standard Webhooks) instead of showing a key; several while one is rotated. */
  nucleusWebhookSecrets: (): string[] => list('NUCLEUS_WEBHOOK_SECRETS'),

  /** Where findings are read from, for tenants that cannot push; undefined unless all of it is configured. */
  nucleusPull: (): { url: string; apiKey: string; projectIds: string[] } | undefined => {
    const url = optional('NUCLEUS_API_URL')?.replace(/\/+$/, '');
    const apiKey = optional('NUCLEUS_API_KEY');
    const projectIds = list('NUCLEUS_PULL_PROJECTS');
    if (url === undefined || apiKey === undefined || projectIds.length === 0) return undefined;
    const { protocol, host } = new URL(url);
    const isNamed = list('OUTBOUND_ALLOWED_HOSTS').includes(host);
    if (protocol !== 'https:' && !isNamed)
      throw new SettingError(
        'NUCLEUS_API_URL has to begin with https, or OUTBOUND_ALLOWED_HOSTS has to name its host.',
      );
    return { url, apiKey, projectIds };
  },

  /** When that is done, in NCRONTAB. */
  nucleusPullSchedule: (): string => optional('NUCLEUS_PULL_SCHEDULE') ?? '0 7/15 * * * *',

  /** How findings of Defender for Cloud are filed; Nucleus does not publish what it uses (facts: nucleus.md section 15.1). */
  defenderFiling: (): { nucleusProjectId: string; scanType: string } => ({
    nucleusProjectId: optional('DEFENDER_PROJECT_ID') ?? 'defender',
    scanType: optional('DEFENDER_SCAN_TYPE') ?? 'AZURE',
  }),

  /** Names under which a finding may say when its status ends; Nucleus publishes none (facts: nucleus.md section 3.3). */
  nucleusStatusExpiryFields: (): string[] | undefined => {
    const fields = list('NUCLEUS_STATUS_EXPIRY_FIELDS');
    return fields.length === 0 ? undefined : fields;
  },

  /** Further statuses (labels or tokens) that count as remediated, for tenants with custom ones. */
  nucleusRemediatedStatuses: (): string[] => list('NUCLEUS_REMEDIATED_STATUSES'),
};

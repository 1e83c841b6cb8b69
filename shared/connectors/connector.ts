import { type Static, Type } from '@sinclair/typebox';

const guid = Type.String({
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  description: 'GUID',
});

const settings = {
  name: Type.Optional(Type.String({ maxLength: 100 })),
  description: Type.Optional(Type.String({ maxLength: 1_000 })),
  instanceUrl: Type.String({ default: 'https://dev.azure.com', format: 'uri', maxLength: 500 }),
  /** Kept exactly as entered; ADO finds it in any casing, its links are made in one. */
  organization: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\s/\\\\?#]+$' }),
  tenantId: guid,
  clientId: guid,
  callbackUrl: Type.Optional(Type.String({ format: 'uri', maxLength: 1_000 })),
};

const clientSecret = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' });

/** What an administrator enters to make a connector (design section 5.1). */
export const connectorInputSchema = Type.Object(
  { ...settings, clientSecret },
  { additionalProperties: false },
);

/** A change of a connector; without a secret the stored one stays. */
export const connectorChangeSchema = Type.Object(
  { ...settings, clientSecret: Type.Optional(clientSecret) },
  { additionalProperties: false },
);

export type ConnectorInput = Static<typeof connectorInputSchema>;
export type ConnectorChange = Static<typeof connectorChangeSchema>;

/** A connector as stored: no secret, only what their names in the secret store follow from. */
export interface Connector {
  id: string;
  name: string;
  description: string;
  instanceUrl: string;
  organization: string;
  tenantId: string;
  clientId: string;
  callbackUrl?: string;
  /** GUID that ADO's events name as their container, lower case; known once verified. */
  organizationId: string;
  /** Our own identity in the organization (VSID), for telling our writes from other people's. */
  identityId: string;
  createdAt: string;
  updatedAt: string;
}

/** What the product page says the name is when none is entered. */
export const defaultConnectorName = 'Azure';

export const clientSecretName = (connectorId: string) => `connector-${connectorId}-client-secret`;
export const webhookSecretName = (connectorId: string) => `connector-${connectorId}-webhook`;

/** The address without what people paste along: a trailing slash, or the organization itself. */
export function withPlainInstanceUrl<T extends Pick<ConnectorChange, 'instanceUrl' | 'organization'>>(
  input: T,
): T {
  const url = input.instanceUrl.trim().replace(/\/+$/, '');
  const organization = `/${input.organization.toLowerCase()}`;
  const plain = url.toLowerCase().endsWith(organization) ? url.slice(0, -organization.length) : url;
  return { ...input, instanceUrl: plain };
}

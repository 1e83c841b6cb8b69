import type { JsonWebKey } from 'node:crypto';

/** A client secret of an application; it stops working at `expiresAt` (ISO 8601), or never. */
export interface ClientSecret {
  value: string;
  expiresAt?: string;
}

/**
 * Trust in tokens of another issuer (workload identity federation), which an application may show instead of a secret.
 * Document: "Workload identity federation concepts".
 */
export interface FederatedCredential {
  /** Exactly as in the token, a trailing slash included. */
  issuer: string;
  subject: string;
  /** `api://AzureADTokenExchange` if undefined. */
  audience?: string;
  /** The keys that the issuer publishes. */
  keys: JsonWebKey[];
}

/** An app registration together with its service principal in the tenant. */
export interface ApplicationOptions {
  clientId: string;
  /** The object id of the service principal (the enterprise application), which tokens carry as `oid`. */
  objectId: string;
  displayName: string;
  secrets: ClientSecret[];
  federatedCredentials?: FederatedCredential[];
}

export interface TenantOptions {
  id: string;
  /** How error texts name the directory; its id if undefined. */
  displayName?: string;
  applications: ApplicationOptions[];
}

/** Options of the local Entra authority (PART_OPTIONS). */
export interface EntraOptions {
  /** Of the authority itself (https); 0 or undefined takes a free one. */
  port?: number;
  /** Of the plain http listener for keys and control; 0 or undefined takes a free one. */
  controlPort?: number;
  tenants: TenantOptions[];
  /** Where the certificate authority and the signing key are kept; an authority started again there is the same one. */
  caFolder: string;
  /** How long a token is valid; an hour if undefined. */
  tokenLifetimeSeconds?: number;
}

/** What the authority reports when it serves. */
export interface EntraAddresses {
  /** `https://localhost:PORT`, for `authorityHost` of a credential. */
  authority: string;
  /** The certificate to trust, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** The signing keys over plain http, so that a verifier on this machine needs no trust in the certificate. */
  jwksUri: string;
  /** Where tests look and meddle; see control.ts. */
  controlUrl: string;
  port: number;
  controlPort: number;
}

import type { Logger } from '../logger';
import type { Resolve } from '../security/guarded-lookup';
import { assertAllowedOutbound } from '../security/outbound';
import { batchCalls } from './calls/batch-calls';
import { commentCalls } from './calls/comment-calls';
import { metadataCalls, type MetadataCaches } from './calls/metadata-calls';
import { organizationCalls } from './calls/organization-calls';
import { reportingCalls } from './calls/reporting-calls';
import { subscriptionCalls } from './calls/subscription-calls';
import { workItemCalls } from './calls/work-item-calls';
import type { AzureDevOpsClient, AzureDevOpsClients, OrganizationAccess } from './client';
import { ExpiringCache } from './expiring-cache';
import { findTenant } from './sign-in/find-tenant';
import { requestToken } from './sign-in/request-token';
import { type AccessToken, TokenSource } from './sign-in/token-source';
import { HttpConnections } from './transport/http-connection';
import { type LimiterOptions, OrganizationLimiter } from './transport/limiter';
import { organizationUrl } from './transport/organization-url';
import { Transport } from './transport/transport';

export interface ClientsOptions {
  /** The Entra authority; undefined for Azure's public cloud. */
  authorityHost?: string;
  /** Hosts that may be called besides Azure DevOps Services (shared/security/outbound.ts). */
  allowedHosts: readonly string[];
  log?: Logger;
  /** Looks names up; as the system does unless said otherwise. */
  resolve?: Resolve;
  limiter?: LimiterOptions;
  /** How a token is got; from Entra unless said otherwise. */
  requestToken?: (access: OrganizationAccess) => Promise<AccessToken>;
  now?: () => number;
}

const metadataLifetimeMs = 5 * 60_000;

/** Values by key, made when first asked for. */
class Registry<T> extends Map<string, T> {
  of(key: string, make: () => T): T {
    const known = this.get(key) ?? make();
    this.set(key, known);
    return known;
  }
}

const identityKey = ({ tenantId, clientId }: Pick<OrganizationAccess, 'tenantId' | 'clientId'>) =>
  `${tenantId}/${clientId}`.toLowerCase();

/**
 * The clients of all organizations that connectors name. One keep-alive pool for all, one limiter per organization, one
 * token per tenant and application, and what is known of projects per organization and application.
 */
export function createAzureDevOpsClients(options: ClientsOptions): AzureDevOpsClients {
  const { authorityHost, allowedHosts, log, now = Date.now } = options;
  const tokenFor = options.requestToken ?? ((access) => requestToken(access, authorityHost));
  const connections = new HttpConnections({ configuredHosts: allowedHosts, resolve: options.resolve });
  const limiters = new Registry<OrganizationLimiter>();
  const tokenSources = new Registry<TokenSource>();
  const metadata = new Registry<MetadataCaches>();

  const tokensOf = (access: OrganizationAccess) =>
    tokenSources.of(identityKey(access), () => new TokenSource(now));

  const open = (access: OrganizationAccess): AzureDevOpsClient => {
    const baseUrl = organizationUrl(access.instanceUrl, access.organization);
    assertAllowedOutbound(new URL(baseUrl), allowedHosts);
    const organizationKey = baseUrl.toLowerCase();
    const caches = metadata.of(`${organizationKey} ${identityKey(access)}`, () => ({
      types: new ExpiringCache(metadataLifetimeMs, now),
      fields: new ExpiringCache(metadataLifetimeMs, now),
    }));
    const forgetMetadata = () => {
      caches.types.clear();
      caches.fields.clear();
    };
    const transport = new Transport({
      organizationUrl: baseUrl,
      connections,
      limiter: limiters.of(organizationKey, () => new OrganizationLimiter({ now, ...options.limiter })),
      tokens: tokensOf(access),
      requestToken: () => tokenFor(access),
      log,
      now,
    });
    const workItems = workItemCalls(transport, forgetMetadata);
    return {
      ...organizationCalls(transport, {
        organization: access.organization,
        tenantId: access.tenantId,
        findTenant: () => findTenant(connections, baseUrl),
      }),
      ...metadataCalls(transport, caches),
      ...workItems,
      ...batchCalls(transport, workItems.readWorkItems, forgetMetadata),
      ...commentCalls(transport),
      ...reportingCalls(transport),
      ...subscriptionCalls(transport),
    };
  };

  return {
    for: open,
    verifyToken: async (access) => {
      // Asked for even if one is held: what is verified is this secret.
      const token = await tokenFor(access);
      tokensOf(access).hold(token);
      return new Date(token.expiresOn).toISOString();
    },
    forget: (access) => {
      tokenSources.delete(identityKey(access));
    },
    close: () => connections.close(),
  };
}

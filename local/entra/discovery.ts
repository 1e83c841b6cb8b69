/**
 * Where the endpoints of a tenant are (OpenID Connect Discovery 1.0 section 4).
 *
 * There is one for tenants that do not exist, too. Credentials know the endpoints of Azure's own clouds by heart, so there
 * it is the token endpoint that tells them that a tenant is unknown. Of an authority that they do not know they ask this
 * document first, and swallow the reason if it is refused.
 */
export function openIdConfiguration(authority: string, tenant: string): object {
  return {
    issuer: `${authority}/${tenant}/v2.0`,
    authorization_endpoint: `${authority}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/${tenant}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_types_supported: ['code', 'id_token', 'token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  };
}

/** Instance discovery: which hosts are one cloud. Clients ask it unless told that they know their authority. */
export function instanceDiscovery(authority: string, tenant: string): object {
  const { host } = new URL(authority);
  return {
    tenant_discovery_endpoint: `${authority}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

import { randomUUID } from 'node:crypto';
import type { Application, Tenant } from './directory';

/** Claims of an app-only access token. Document: "Access token claims reference" of the Microsoft identity platform. */
export type AccessTokenClaims = Record<string, string | number>;

/**
 * Azure DevOps takes tokens of version 1.0, whose issuer is sts.windows.net whatever host issued them. `azp` belongs to
 * version 2.0 and is here for verifiers that know only that name of the client.
 *
 * @param now and @param lifetimeSeconds in seconds
 */
export function accessTokenClaims(
  { tenant, application, audience }: { tenant: Tenant; application: Application; audience: string },
  lifetimeSeconds: number,
  now: number,
): AccessTokenClaims {
  const issuer = `https://sts.windows.net/${tenant.id}/`;
  return {
    aud: audience,
    iss: issuer,
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    appid: application.clientId,
    azp: application.clientId,
    appidacr: '1',
    app_displayname: application.displayName,
    idp: issuer,
    idtyp: 'app',
    oid: application.objectId,
    sub: application.objectId,
    tid: tenant.id,
    uti: randomUUID(),
    ver: '1.0',
  };
}

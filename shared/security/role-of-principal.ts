import type { Role } from '../config';

/** Where App Service puts app roles: under the name in the token, or under the one it is mapped to. */
const roleClaims: ReadonlySet<unknown> = new Set([
  'roles',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
]);

/** App roles of the registration that stands for this API, the strongest first. Events have a key of their own. */
const appRoles = ['administrator', 'operator', 'reader'] as const satisfies readonly Role[];

function claimsOf(header: string): { typ?: unknown; val?: unknown }[] {
  try {
    const principal: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    if (typeof principal !== 'object' || principal === null || !('claims' in principal)) return [];
    const { claims } = principal;
    return Array.isArray(claims)
      ? claims.filter((claim: unknown): claim is object => typeof claim === 'object' && claim !== null)
      : [];
  } catch {
    return [];
  }
}

/**
 * Reads the role from what App Service says of a caller whose token it has checked: the header `x-ms-client-principal`,
 * base64 of `{claims: [{typ, val}]}` (App Service, "Work with user identities", "Decode the client principal header").
 * Only a platform that removes the header from outside may be believed; see identify-caller.ts.
 * @returns the strongest role of several; undefined for none, and for what cannot be read
 */
export function roleOfPrincipal(header: string): Role | undefined {
  const given = new Set(
    claimsOf(header)
      .filter(({ typ }) => roleClaims.has(typ))
      .map(({ val }) => (typeof val === 'string' ? val.toLowerCase() : undefined)),
  );
  return appRoles.find((role) => given.has(role));
}

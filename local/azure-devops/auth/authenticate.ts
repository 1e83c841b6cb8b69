import type { Identity } from '../identity';
import type { Organization } from '../model/organization';
import type { TokenClaims } from './token-claims';
import type { TokenVerifier } from './token-verifier';

export type Authentication =
  | { ok: true; identity: Identity }
  /** `not-a-member`: the token is good, but nobody of the organization. */
  | { ok: false; reason: 'no-token' | 'bad-token' }
  | { ok: false; reason: 'not-a-member'; claims: TokenClaims };

/** The credentials of an Authorization header: a bearer token, or the password of Basic (a personal access token). */
export function readToken(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value || undefined;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1) || undefined;
}

/** Which member claims stand for: tokens of other tenants stand for nobody. */
export function findPrincipal(organization: Organization, claims: TokenClaims): Identity | undefined {
  const same = (a: string | undefined, b: string | undefined) =>
    a !== undefined && a.toLowerCase() === b?.toLowerCase();
  return organization.identities.find(
    ({ objectId, applicationId }) =>
      same(objectId, claims.objectId) || same(applicationId, claims.applicationId),
  );
}

/** Who sends a request. */
export async function authenticate(
  organization: Organization,
  tokens: TokenVerifier,
  authorization: string | undefined,
): Promise<Authentication> {
  const token = readToken(authorization);
  if (token === undefined) return { ok: false, reason: 'no-token' };
  const holder = organization.members.find((member) => member.token === token);
  if (holder) return { ok: true, identity: holder.identity };
  const claims = await tokens.verify(token);
  if (claims?.tenantId.toLowerCase() !== organization.tenantId.toLowerCase())
    return { ok: false, reason: 'bad-token' };
  const identity = findPrincipal(organization, claims);
  return identity ? { ok: true, identity } : { ok: false, reason: 'not-a-member', claims };
}

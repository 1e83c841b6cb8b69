/** Claims that matter of an access token for Azure DevOps (facts: azure-devops.md section 8). */
export interface TokenClaims {
  tenantId: string;
  objectId?: string;
  applicationId?: string;
}

/** The Azure DevOps resource: its application id, or the older address of it. */
const audiences = ['499b84ac-1321-427f-aa17-267ca6975798', 'https://app.vssps.visualstudio.com'];

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Reads the claims of a token whose signature holds; undefined if it is for somebody else, has ended, or names nobody.
 * @param now seconds since 1970
 */
export function readClaims(payload: Record<string, unknown>, now: number): TokenClaims | undefined {
  const { aud, exp, nbf } = payload;
  const tenantId = text(payload.tid);
  if (!audiences.some((audience) => String(aud).replace(/\/$/, '') === audience)) return undefined;
  if (typeof exp !== 'number' || exp <= now || (typeof nbf === 'number' && nbf > now + 300)) return undefined;
  const objectId = text(payload.oid);
  const applicationId = text(payload.appid) ?? text(payload.azp);
  if (tenantId === undefined || (objectId === undefined && applicationId === undefined)) return undefined;
  return {
    tenantId,
    ...(objectId !== undefined && { objectId }),
    ...(applicationId !== undefined && { applicationId }),
  };
}

import type { HttpConnections } from '../transport/http-connection';

/** An organization of personal accounts is connected to no tenant. */
const noTenant = '00000000-0000-0000-0000-000000000000';

/**
 * The tenant that an organization is connected to, as Azure DevOps tells anybody who asks its identity service (facts:
 * azure-devops.md section 3.6: the answer is 404, and what counts is its header). Nothing secret is sent.
 * @returns the GUID in lower case; undefined if it is not told, as by a server of one's own
 */
export async function findTenant(
  connections: Pick<HttpConnections, 'exchange'>,
  organizationUrl: string,
): Promise<string | undefined> {
  const url = new URL(organizationUrl);
  if (url.hostname === 'dev.azure.com') url.hostname = 'vssps.dev.azure.com';
  try {
    const { headers } = await connections.exchange({ method: 'HEAD', url, headers: {}, timeoutMs: 10_000 });
    const tenantId = headers['x-vss-resourcetenant']?.toLowerCase();
    return tenantId === noTenant ? undefined : tenantId;
  } catch {
    // Only a hint to the administrator; the checks that follow say what does not work.
    return undefined;
  }
}

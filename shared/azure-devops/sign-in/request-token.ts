import type { OrganizationAccess } from '../client';
import { explainSignInError } from './explain-sign-in-error';
import { isKnownAuthority } from './is-known-authority';
import type { AccessToken } from './token-source';

/** Azure DevOps as a resource of Entra, the same for everybody (facts: azure-devops.md section 8). */
const scope = '499b84ac-1321-427f-aa17-267ca6975798/.default';

/**
 * Asks Entra for a token by the client-credentials grant. The secret is read now and not kept, so that a rotated one
 * counts at the next token. The library loads on first use: it is heavy.
 * @throws CredentialsError refused, with what to do · UnavailableError Entra cannot be asked
 */
export async function requestToken(
  { tenantId, clientId, clientSecret }: Pick<OrganizationAccess, 'tenantId' | 'clientId' | 'clientSecret'>,
  authorityHost: string | undefined,
): Promise<AccessToken> {
  const [{ ClientSecretCredential }, secret] = await Promise.all([import('@azure/identity'), clientSecret()]);
  try {
    const credential = new ClientSecretCredential(tenantId, clientId, secret, {
      authorityHost,
      disableInstanceDiscovery: !isKnownAuthority(authorityHost),
      retryOptions: { maxRetries: 2, retryDelayInMs: 250, maxRetryDelayInMs: 2_000 },
    });
    const { token, expiresOnTimestamp } = await credential.getToken(scope);
    return { token, expiresOn: expiresOnTimestamp };
  } catch (error) {
    throw explainSignInError(error);
  }
}

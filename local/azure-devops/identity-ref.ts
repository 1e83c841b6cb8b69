import type { Identity } from './identity';

/** What nobody who signed in is. */
export const anonymousId = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

export const isIdentity = (value: unknown): value is Identity =>
  typeof value === 'object' && value !== null && 'descriptor' in value && 'uniqueName' in value;

/** `Display Name <unique@name>`: how deletions, reporting and events of version 1.0 show people. */
export const identityText = ({ displayName, uniqueName }: Identity): string =>
  `${displayName} <${uniqueName}>`;

/**
 * The form in REST answers (facts: azure-devops.md section 4.2).
 * @param baseUrl of the organization, as the caller wrote its host
 */
export function identityRef(identity: Identity, baseUrl: string, organizationId: string) {
  const imageUrl = `${baseUrl}/_apis/GraphProfile/MemberAvatars/${identity.descriptor}`;
  return {
    displayName: identity.displayName,
    url: `https://spsprodweu1.vssps.visualstudio.com/A${organizationId}/_apis/Identities/${identity.id}`,
    _links: { avatar: { href: imageUrl } },
    id: identity.id,
    uniqueName: identity.uniqueName,
    imageUrl,
    descriptor: identity.descriptor,
  };
}

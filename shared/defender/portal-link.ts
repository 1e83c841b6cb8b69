import { firstText, textAt } from './loose-members';

/** Azure's portals: public, US government, China. */
const portals = /^(?:[\w-]+\.)*portal\.azure\.(?:com|us|cn)$/;

/** The link as https, or undefined if it leads anywhere but to a portal. Continuous export leaves "https://" out. */
function portalUrl(link: string): string | undefined {
  const address = /^[a-z][a-z+.-]*:/i.test(link) ? link : `https://${link.replace(/^\/+/, '')}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' && portals.test(url.hostname) && url.username === ''
    ? url.href
    : undefined;
}

/** Where a person can look at the record in Azure: the recommendation, or else the resource. */
export function portalLink(properties: unknown, resourceId: string): string | undefined {
  const given = firstText(
    textAt(properties, 'links', 'azurePortalUri'),
    textAt(properties, 'links', 'azurePortal'),
  );
  const link = given === undefined ? undefined : portalUrl(given);
  if (link !== undefined || !resourceId.startsWith('/subscriptions/')) return link;
  return `https://portal.azure.com/#resource${encodeURI(resourceId)}`;
}

/**
 * Where an organization's REST API begins, without a trailing slash. Names may differ in casing only (facts:
 * azure-devops.md section 1.1); old organizations have a host of their own, `https://{organization}.visualstudio.com`.
 */
export function organizationUrl(instanceUrl: string, organization: string): string {
  const instance = new URL(instanceUrl);
  const base = `${instance.origin}${instance.pathname.replace(/\/+$/, '')}`;
  const name = organization.toLowerCase();
  const ownHost = instance.hostname.toLowerCase() === `${name}.visualstudio.com`;
  const lastSegment = decodeURIComponent(base.slice(base.lastIndexOf('/') + 1)).toLowerCase();
  const named = instance.pathname.length > 1 && lastSegment === name;
  return ownHost || named ? base : `${base}/${encodeURIComponent(organization)}`;
}

import { ProblemError } from '../errors';

/** Azure DevOps Services and Entra, national clouds included (facts: azure-devops.md section 1.1). */
const alwaysAllowed = [
  /^dev\.azure\.com$/,
  /^(?:vssps|vsaex)\.dev\.azure\.com$/,
  /^[a-z0-9-]+(?:\.vssps)?\.visualstudio\.com$/,
  /^login\.microsoftonline\.(?:com|us)$/,
  /^login\.partner\.microsoftonline\.cn$/,
];

/** Whether a setting names a host: on any port, or on this one. */
export const isNamedHost = (hostname: string, port: string, configuredHosts: readonly string[]): boolean =>
  configuredHosts.includes(hostname) || configuredHosts.includes(`${hostname}:${port}`);

/** Decides whether this app may call an address: https to known hosts, anything else only where a setting names it. */
export function isAllowedOutbound(url: URL, configuredHosts: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (configuredHosts.includes(url.host) || configuredHosts.includes(url.hostname)) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && configuredHosts.includes(url.host));
  }
  return (
    url.protocol === 'https:' && url.port === '' && alwaysAllowed.some((host) => host.test(url.hostname))
  );
}

/** @throws ProblemError 422 the address is none that this app may call */
export function assertAllowedOutbound(url: URL, configuredHosts: readonly string[]): void {
  if (isAllowedOutbound(url, configuredHosts)) return;
  throw new ProblemError(
    { status: 422, code: 'outbound-host-not-allowed', title: 'This address may not be called' },
    `"${url.origin}" is not an allowed address. Azure DevOps Services is reached at https://dev.azure.com; the host of an Azure DevOps Server has to be named in the setting OUTBOUND_ALLOWED_HOSTS.`,
  );
}

/** Microsoft's own authorities, in all clouds; @azure/identity can look these up by "instance discovery". */
const known = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
]);

/** Whether instance discovery knows this authority; for any other it would ask Microsoft's and fail. */
export const isKnownAuthority = (authorityHost: string | undefined): boolean =>
  authorityHost === undefined || known.has(new URL(authorityHost).hostname.toLowerCase());

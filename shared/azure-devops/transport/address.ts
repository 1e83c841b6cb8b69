import { RequestRefusedError } from '../errors';

export type QueryValue = string | number | boolean | undefined;

/** A path segment from outside. Dots alone would climb out of the place they are put into. */
export function segment(name: string): string {
  if (!/^\.{0,2}$/.test(name)) return encodeURIComponent(name);
  throw new RequestRefusedError('name-invalid', {
    seen: `"${name}" cannot be the name of anything in Azure DevOps.`,
    remedy: 'Use the name as Azure DevOps shows it.',
  });
}

/** The address of an operation of the organization; undefined query values are left out. */
export function address(
  organizationUrl: string,
  path: string,
  query: Record<string, QueryValue> = {},
  apiVersion = '7.1',
): URL {
  const url = new URL(`${organizationUrl}/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  url.searchParams.set('api-version', apiVersion);
  return url;
}

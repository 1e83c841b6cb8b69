/**
 * The name in an organization's primary URL, in the organization's own casing: the last part of the path, or the first
 * label of an old organization's host (facts: azure-devops.md section 1.1).
 */
export function organizationNameOf(locationUrl: string): string | undefined {
  const name = /^https?:\/\/[^/]+\/(?:[^/]+\/)*?([^/]+)\/?$/.exec(locationUrl)?.[1];
  if (name !== undefined) return decodeURIComponent(name);
  return /^https?:\/\/([a-z0-9-]+)\.visualstudio\.com\/?$/i.exec(locationUrl)?.[1];
}

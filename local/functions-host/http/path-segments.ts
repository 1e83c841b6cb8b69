/** `%2F` stays as it is, so that it cannot be taken for a separator; ASP.NET Core does the same. */
const decode = (segment: string): string => segment.split(/%2f/i).map(decodeURIComponent).join('%2F');

/**
 * The decoded segments of a URL path. One slash at the end does not count.
 * @returns undefined if the path is no valid UTF-8 in percent encoding, or holds a NUL
 */
export function pathSegments(path: string): string[] | undefined {
  try {
    const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decode);
    if (segments.some((segment) => segment.includes('\0'))) return undefined;
    return segments.length === 1 && segments[0] === '' ? [] : segments;
  } catch {
    return undefined;
  }
}

import { ApiError } from './api-error';

const newest: [major: number, minor: number] = [7, 2];

const refuse = (typeKey: string, message: string) => new ApiError(400, typeKey, message, { eventId: 3000 });

/** The version a caller names, in the query or inside its Accept header (facts: azure-devops.md section 1.2). */
export const requestedVersion = (query: string | undefined, accept: string | undefined): string | undefined =>
  query ?? /api-version=([^;,\s]+)/i.exec(accept ?? '')?.[1];

/**
 * The version that the answer will name.
 * @param preview whether the resource has no released version
 * @throws ApiError 400 for a version that is malformed, too new, or missing where it is needed
 */
export function chooseApiVersion(requested: string | undefined, preview: boolean, method: string): string {
  if (requested === undefined) {
    if (!preview) return '7.1';
    throw refuse(
      'VssVersionNotSpecifiedException',
      `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
    );
  }
  const match = /^(\d+)\.(\d+)(-preview(\.\d+)?)?$/i.exec(requested);
  if (!match) throw refuse('VssVersionInvalidException', `The api-version "${requested}" is not valid.`);
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major > newest[0] || (major === newest[0] && minor > newest[1]))
    throw refuse(
      'VssVersionOutOfRangeException',
      `The requested REST API version of ${requested} is out of range for this server. The latest REST API version this server supports is ${newest.join('.')}.`,
    );
  if (preview && !match[3])
    throw refuse(
      'VssInvalidPreviewVersionException',
      `The requested version "${requested}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${requested}-preview"`,
    );
  return requested;
}

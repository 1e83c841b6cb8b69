import { ApiError } from '../http/api-error';
import type { ApiAnswer } from '../http/route';
import type { Authentication } from './authenticate';

/** The sign-in page: a 2xx that is no success (facts: azure-devops.md section 3.6). */
export const signInPage: ApiAnswer = {
  status: 203,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html><html lang="en-US"><head><title>Azure DevOps Services | Sign In</title></head><body>${'<div class="sign-in">Sign in to your account</div>'.repeat(200)}</body></html>`,
};

const unauthorized = (message: string) =>
  new ApiError(401, 'UnauthorizedRequestException', message, {
    eventId: 3000,
    headers: { 'www-authenticate': 'Bearer, Basic realm="http://localhost/"' },
  });

/**
 * How a request without good credentials is answered: with a sign-in page, unless the caller asked for plain answers or
 * sends PATCH (facts: section 3.6).
 * @throws ApiError 401
 */
export function refuse(
  authentication: Extract<Authentication, { ok: false }>,
  request: { method: string; fedAuthRedirect: string | undefined },
): ApiAnswer {
  if (authentication.reason === 'not-a-member') {
    const { tenantId, objectId, applicationId } = authentication.claims;
    const who = objectId ?? applicationId ?? '';
    throw unauthorized(
      `TF401444: Please sign-in at least once as ${tenantId}\\${tenantId}\\${who} in a web browser to enable access to the service.`,
    );
  }
  const wantsPage = request.fedAuthRedirect?.toLowerCase() !== 'suppress' && request.method !== 'PATCH';
  if (wantsPage) return signInPage;
  throw unauthorized("TF400813: The user '' is not authorized to access this resource.");
}

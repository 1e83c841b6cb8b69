import { randomUUID } from 'node:crypto';

/** Why a request is refused, in Entra's words. Documents: "Microsoft Entra authentication and authorization error codes". */
export interface Refusal {
  status: 400 | 401 | 503;
  /** The OAuth error code (RFC 6749 section 5.2). */
  error: string;
  /** The number of the AADSTS code. */
  code: number;
  text: string;
}

/** The body that Entra answers a refusal with. */
export interface EntraError {
  error: string;
  error_description: string;
  error_codes: number[];
  timestamp: string;
  trace_id: string;
  correlation_id: string;
  error_uri: string;
}

/** `2026-01-31 08:05:09Z`: Entra's timestamps have a space and no fraction. */
const timestampOf = (time: Date) => `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;

export function entraError(
  refusal: Refusal,
  correlationId: string,
  authority: string,
  now: Date,
): EntraError {
  const traceId = randomUUID();
  const timestamp = timestampOf(now);
  return {
    error: refusal.error,
    error_description: [
      `AADSTS${refusal.code}: ${refusal.text}`,
      `Trace ID: ${traceId}`,
      `Correlation ID: ${correlationId}`,
      `Timestamp: ${timestamp}`,
    ].join('\r\n'),
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${authority}/error?code=${refusal.code}`,
  };
}

const guidOrDomain = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[a-z0-9-]+\.)+[a-z]{2,})$/i;

/** A tenant that does not exist, or that no tenant could be called. */
export function tenantNotFound(tenant: string): Refusal {
  const refusal = { status: 400, error: 'invalid_request' } as const;
  if (!guidOrDomain.test(tenant)) {
    const text = `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`;
    return { ...refusal, code: 900023, text };
  }
  return {
    ...refusal,
    code: 90002,
    text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  };
}

export const applicationNotFound = (clientId: string, directory: string): Refusal => ({
  status: 400,
  error: 'unauthorized_client',
  code: 700016,
  text: `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
});

export const wrongSecret = (clientId: string): Refusal => ({
  status: 401,
  error: 'invalid_client',
  code: 7000215,
  text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
});

export const expiredSecret = (clientId: string): Refusal => ({
  status: 401,
  error: 'invalid_client',
  code: 7000222,
  text: `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
});

export const secretMissing: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 7000216,
  text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
};

/** The token of the other issuer does not match what the application trusts. */
export const assertionUnmatched = (what: 'issuer' | 'subject' | 'audience', value: string): Refusal => ({
  status: 401,
  error: 'invalid_client',
  code: { issuer: 700211, audience: 700212, subject: 700213 }[what],
  text: `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
});

export const assertionMalformed: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 50027,
  text: 'JWT token is invalid or malformed.',
};

export const assertionSignatureInvalid: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 700027,
  text: 'Client assertion failed signature validation.',
};

export const assertionOutOfTime: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 700024,
  text: 'Client assertion is not within its valid time range.',
};

export const parameterMissing = (name: string): Refusal => ({
  status: 400,
  error: 'invalid_request',
  code: 900144,
  text: `The request body must contain the following parameter: '${name}'.`,
});

export const grantTypeUnsupported = (grantType: string): Refusal => ({
  status: 400,
  error: 'unsupported_grant_type',
  code: 70003,
  text: `The app requested an unsupported grant type '${grantType}'.`,
});

export const scopeInvalid = (scope: string): Refusal => ({
  status: 400,
  error: 'invalid_scope',
  code: 1002012,
  text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
});

export const resourceNotFound = (resource: string, directory: string): Refusal => ({
  status: 400,
  error: 'invalid_resource',
  code: 500011,
  text: `The resource principal named ${resource} was not found in the tenant named ${directory}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
});

export const transientFailure: Refusal = {
  status: 503,
  error: 'temporarily_unavailable',
  code: 90033,
  text: 'A transient error has occurred. Please try again.',
};

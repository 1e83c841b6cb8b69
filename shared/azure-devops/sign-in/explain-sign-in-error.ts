import { type AzureDevOpsError, CredentialsError, UnavailableError } from '../errors';

interface KnownRefusal {
  code: string;
  seen: string;
  remedy: string;
}

/** By AADSTS code. Documents: "Microsoft Entra authentication and authorization error codes". */
const knownRefusals: Record<string, KnownRefusal> = {
  7000215: {
    code: 'client-secret-wrong',
    seen: 'Microsoft Entra ID does not accept the client secret (AADSTS7000215).',
    remedy: "Enter the secret's value, not its id; it is shown only once, when the secret is created.",
  },
  7000222: {
    code: 'client-secret-expired',
    seen: 'The client secret has expired (AADSTS7000222).',
    remedy: 'Create a new secret for the app registration and enter its value.',
  },
  700016: {
    code: 'client-not-found',
    seen: 'The tenant knows no application with this client id (AADSTS700016).',
    remedy: 'Check the client id and the tenant id: both stand on the overview of the app registration.',
  },
  90002: {
    code: 'tenant-not-found',
    seen: 'There is no tenant with this id (AADSTS90002).',
    remedy: 'Check the tenant id: it is the "Directory (tenant) ID" on the overview of the app registration.',
  },
  900023: {
    code: 'tenant-not-found',
    seen: 'The tenant id is none (AADSTS900023).',
    remedy: 'Enter the "Directory (tenant) ID" of the overview of the app registration.',
  },
  7000112: {
    code: 'client-disabled',
    seen: 'The application is disabled in the tenant (AADSTS7000112).',
    remedy: 'Enable the enterprise application in Microsoft Entra ID.',
  },
  53003: {
    code: 'sign-in-blocked',
    seen: 'A conditional access policy blocks the sign-in (AADSTS53003).',
    remedy: 'Exclude the service principal from the policy or meet its conditions.',
  },
};

/** Entra's own trouble: 90033 transient, 90036 internal, 50196 loop, 90055 too many requests. */
const passing = new Set(['90033', '90036', '50196', '90055']);

const textOf = (failure: unknown): string => (failure instanceof Error ? failure.message : '');

const statusOf = (failure: unknown): number | undefined =>
  failure instanceof Error && 'statusCode' in failure && typeof failure.statusCode === 'number'
    ? failure.statusCode
    : undefined;

/**
 * Decides what a failed token request means. What @azure/identity throws quotes Entra's answer; only the code is taken
 * from it.
 */
export function explainSignInError(failure: unknown): AzureDevOpsError {
  const code = /AADSTS(\d+)/.exec(textOf(failure))?.[1];
  const known = code === undefined ? undefined : knownRefusals[code];
  if (known !== undefined) return new CredentialsError(known.code, known);
  const status = statusOf(failure);
  if (code !== undefined && !passing.has(code) && (status === undefined || status < 500)) {
    return new CredentialsError('sign-in-refused', {
      seen: `Microsoft Entra ID refuses the sign-in (AADSTS${code}).`,
      remedy: `Look the code up at https://login.microsoftonline.com/error?code=${code}.`,
    });
  }
  return new UnavailableError(false, {
    seen: 'Microsoft Entra ID does not answer as it should.',
    remedy: 'Check that the app can reach it, and try again later; queued work does so by itself.',
    cause: failure,
  });
}

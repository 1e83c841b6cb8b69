import type { RegisteredOperation } from '../http/registered-operations';
import type { OperationDescription } from './operation-description';
import type { ProblemCode } from './problem-codes';
import { pathParametersOf } from './parameters';

/** What is not found when a parameter of the path names nothing. */
const notFound: Record<string, ProblemCode> = {
  connectorId: 'connector-not-found',
  ticketId: 'ticket-not-found',
  ruleId: 'rule-not-found',
  operationId: 'operation-not-found',
  eventId: 'event-not-found',
  project: 'project-not-found',
  type: 'work-item-type-not-found',
};

/** What may come of every call that Azure DevOps is asked in. */
const azureDevOpsProblems: readonly ProblemCode[] = [
  'client-secret-missing',
  'client-secret-wrong',
  'client-secret-expired',
  'client-not-found',
  'client-disabled',
  'tenant-not-found',
  'sign-in-blocked',
  'sign-in-refused',
  'token-refused',
  'signed-in-as-nobody',
  'not-a-member',
  'organization-not-found',
  'organization-stopped',
  'azure-devops-access-denied',
  'azure-devops-throttled',
  'azure-devops-unavailable',
  'azure-devops-address-unknown',
  'azure-devops-answer-invalid',
  'outbound-host-not-allowed',
];

/** Decides which problem codes an operation can answer with: what follows from its definition, and what is said of it. */
export function problemsOf(
  { role, ownCredentials, body, query, route }: RegisteredOperation,
  { isRepeatable, asksAzureDevOps, problems = [] }: OperationDescription,
): ProblemCode[] {
  const codes: ProblemCode[] = ['internal-error', 'storage-unavailable', ...problems];
  if (role !== undefined) codes.push('unauthenticated', 'forbidden');
  if (ownCredentials) codes.push('unauthenticated');
  // Whoever has credentials for a path is not told what else there might be.
  else codes.push(...pathParametersOf(route).flatMap((name) => notFound[name] ?? []));
  if (body)
    codes.push(
      'invalid-request',
      'malformed-json',
      'body-incomplete',
      'unsupported-media-type',
      'body-too-large',
    );
  if (query.length > 0) codes.push('invalid-request');
  if (isRepeatable) codes.push('invalid-request', 'idempotency-key-reused', 'request-in-progress');
  if (asksAzureDevOps) codes.push(...azureDevOpsProblems);
  return [...new Set(codes)].sort();
}

import {
  AccessDeniedError,
  AddressUnknownError,
  type AzureDevOpsError,
  CredentialsError,
  InvalidAnswerError,
  NotAMemberError,
  NotFoundOrNotVisibleError,
  OrganizationNotFoundError,
  OrganizationStoppedError,
  ProjectNotFoundError,
  RevisionConflictError,
  ThrottledError,
  UnavailableError,
  WorkItemTypeNotFoundError,
} from '../errors';
import { classifyRefusal } from './classify-refusal';
import { type ErrorEnvelope, shownText } from './error-envelope';

/** An answer that is an error, taken apart. */
export interface ErrorAnswer {
  status: number;
  /** undefined: nothing in it tells that it is from Azure DevOps itself. */
  envelope: ErrorEnvelope | undefined;
  isText: boolean;
  retryAfterSeconds: number | undefined;
  activityId: string | undefined;
  organizationUrl: string;
}

const missingProject = new Set(['ProjectDoesNotExistWithNameException', 'ProjectDoesNotExistException']);

const passing = new Set([408, 425, 500, 502, 503, 504]);

export const tokenRefused = (activityId?: string) =>
  new CredentialsError('token-refused', {
    seen: 'Azure DevOps does not take the token of this service principal.',
    remedy:
      'Check that the organization is connected to the tenant that the connector names, and that the service principal was added to it.',
    activityId,
  });

function classifyNotFound({ envelope, isText, activityId, organizationUrl }: ErrorAnswer): AzureDevOpsError {
  if (isText || envelope?.message.includes('The controller for path') === true) {
    return new AddressUnknownError({ activityId });
  }
  if (envelope === undefined) return new OrganizationNotFoundError(organizationUrl, { activityId });
  const { typeKey, code, message } = envelope;
  if (missingProject.has(typeKey) || code === 'TF200016' || code === 'VS800075') {
    return new ProjectNotFoundError({ seen: `Azure DevOps says: ${shownText(message)}`, activityId });
  }
  if (typeKey === 'WorkItemTypeNotFoundException') {
    return new WorkItemTypeNotFoundError('', '', [], {
      seen: `Azure DevOps says: ${shownText(message)}`,
      activityId,
    });
  }
  if (typeKey === '' && code === '') return new OrganizationNotFoundError(organizationUrl, { activityId });
  return new NotFoundOrNotVisibleError({
    seen: `Azure DevOps says: ${shownText(message)}`,
    remedy:
      'It may have been deleted, moved, or hidden from the service principal; look in Azure DevOps, in the recycle bin too.',
    activityId,
  });
}

function classifyConflict(
  envelope: ErrorEnvelope | undefined,
  activityId: string | undefined,
): AzureDevOpsError {
  const actual = /value (\d+) was not equal to test value \d+/.exec(envelope?.message ?? '')?.[1];
  return new RevisionConflictError(actual === undefined ? undefined : Number(actual), false, {
    seen: 'The work item has been changed by somebody else meanwhile.',
    remedy: 'Load it again and repeat the change if it is still wanted.',
    activityId,
  });
}

/** Decides what an error answer means for whoever called (facts: azure-devops.md sections 3.2 to 3.8). */
export function classifyError(answer: ErrorAnswer): AzureDevOpsError {
  const { status, envelope, retryAfterSeconds, activityId } = answer;
  if (envelope?.code === 'TF24668') return new OrganizationStoppedError({ activityId });
  // A 503 that says when to come back is throttling: the request was turned away, not carried out.
  if (
    status === 429 ||
    envelope?.code === 'TF400733' ||
    (status === 503 && retryAfterSeconds !== undefined)
  ) {
    return new ThrottledError(retryAfterSeconds, { activityId });
  }
  if (passing.has(status)) return new UnavailableError(true, { activityId, retryAfterSeconds });
  if (status === 401) {
    const knowsUs = envelope?.code === 'TF401444' || envelope?.code === 'TF400813';
    return knowsUs ? new NotAMemberError({ activityId }) : tokenRefused(activityId);
  }
  if (status === 403) {
    const recognised = envelope !== undefined && (envelope.typeKey !== '' || envelope.code !== '');
    return new AccessDeniedError({
      seen: recognised ? `Azure DevOps says: ${shownText(envelope.message)}` : 'Azure DevOps refuses access.',
      remedy: 'Give the service principal the right that is missing (Project settings > Permissions).',
      activityId,
    });
  }
  if (status === 404) return classifyNotFound(answer);
  if (status === 409 || status === 412) return classifyConflict(envelope, activityId);
  if (envelope !== undefined) return classifyRefusal(envelope, activityId);
  return new InvalidAnswerError(`An answer with status ${status} came that is none of Azure DevOps.`, {
    activityId,
  });
}

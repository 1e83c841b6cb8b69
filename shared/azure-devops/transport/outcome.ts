import {
  type AzureDevOpsError,
  InvalidAnswerError,
  ReplyLostError,
  RevisionConflictError,
  ThrottledError,
  UnavailableError,
} from '../errors';

/**
 * What a request does: nothing (reads, dry runs), a write that a `test /rev` keeps from happening twice, or a write
 * that would happen again each time it is sent.
 */
export type Effect = 'none' | 'guarded' | 'once';

/** Whether the request may have been carried out, although no usable answer came. */
export const isOutcomeUnknown = (error: AzureDevOpsError): boolean =>
  (error instanceof UnavailableError && error.sent) || error instanceof InvalidAnswerError;

/**
 * Decides what the caller is told about a write: nobody may take "unavailable" for "not written" when one of the
 * sendings may have arrived, nor a conflict for somebody else's when it may be with ourselves.
 */
export function asSeenByCaller(
  error: AzureDevOpsError,
  effect: Effect,
  afterLostReply: boolean,
): AzureDevOpsError {
  if (effect === 'none') return error;
  const { activityId, seen, remedy } = error;
  if (error instanceof RevisionConflictError && afterLostReply) {
    return new RevisionConflictError(error.actualRev, true, { seen, remedy, activityId });
  }
  const unanswered = error instanceof UnavailableError || error instanceof ThrottledError;
  const lost = isOutcomeUnknown(error) || (afterLostReply && unanswered);
  return lost ? new ReplyLostError({ activityId, cause: error }) : error;
}

import { ProblemError, type ProblemDetails } from '../../errors';

/** What was seen, what the user can do about it, and the id that Azure DevOps support asks for. */
export interface Account {
  seen: string;
  remedy: string;
  /** `activityid` of the answer (facts: azure-devops.md section 1.4). */
  activityId?: string;
  cause?: unknown;
}

/**
 * The base of everything that can go wrong with Azure DevOps. `seen` and `remedy` make up the message; they are apart
 * for whoever shows them apart (Verify Credentials). An upstream body is never part of them; a text of Azure DevOps is,
 * once it was recognised by its type, and cut (answers/error-envelope.ts).
 */
export class AzureDevOpsError extends ProblemError {
  override readonly name: string = 'AzureDevOpsError';
  readonly seen: string;
  readonly remedy: string;
  readonly activityId: string | undefined;

  constructor(details: Omit<ProblemDetails, 'cause'>, { seen, remedy, activityId, cause }: Account) {
    super({ ...details, cause }, `${seen} ${remedy}`);
    this.seen = seen;
    this.remedy = remedy;
    this.activityId = activityId;
  }
}

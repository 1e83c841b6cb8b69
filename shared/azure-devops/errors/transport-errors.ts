import { type Account, AzureDevOpsError } from './azure-devops-error';

/** 429 azure-devops-throttled: the request was not carried out; it may be sent again after the time given. */
export class ThrottledError extends AzureDevOpsError {
  override readonly name = 'ThrottledError';

  constructor(
    readonly retryAfterSeconds: number | undefined,
    account: Omit<Account, 'seen' | 'remedy'> = {},
  ) {
    const wait = retryAfterSeconds === undefined ? 'later' : `in ${retryAfterSeconds} seconds`;
    super(
      {
        status: 429,
        code: 'azure-devops-throttled',
        title: 'Azure DevOps asks to slow down',
        retryAfterSeconds,
      },
      {
        seen: 'Azure DevOps asks to slow down: the rate limit of this service principal is used up.',
        remedy: `Try again ${wait}; queued work does so by itself.`,
        ...account,
      },
    );
  }
}

/** 503 azure-devops-unavailable: trouble on the way or over there; the request was a read, or was never sent. */
export class UnavailableError extends AzureDevOpsError {
  override readonly name = 'UnavailableError';

  constructor(
    /** Whether the request can have reached Azure DevOps. */
    readonly sent: boolean,
    account: Partial<Account> & { retryAfterSeconds?: number },
  ) {
    const { retryAfterSeconds, ...rest } = account;
    super(
      {
        status: 503,
        code: 'azure-devops-unavailable',
        title: 'Azure DevOps is not available',
        retryAfterSeconds,
      },
      {
        seen: 'Azure DevOps does not answer as it should.',
        remedy: 'Try again later; queued work does so by itself.',
        ...rest,
      },
    );
  }
}

/** 504 reply-lost: a write was sent, and what became of it is not known. Look before writing again. */
export class ReplyLostError extends AzureDevOpsError {
  override readonly name = 'ReplyLostError';

  constructor(account: Omit<Account, 'seen' | 'remedy'>) {
    super(
      { status: 504, code: 'reply-lost', title: 'The answer of Azure DevOps was lost' },
      {
        seen: 'The request was sent to Azure DevOps, but its answer was lost; it may have been carried out.',
        remedy: 'Look in Azure DevOps before trying again; queued work does so by itself.',
        ...account,
      },
    );
  }
}

/** 502 azure-devops-answer-invalid: an answer that is none of Azure DevOps, or that cannot be read to its end. */
export class InvalidAnswerError extends AzureDevOpsError {
  override readonly name = 'InvalidAnswerError';

  constructor(seen: string, account: Partial<Account> = {}) {
    super(
      {
        status: 502,
        code: 'azure-devops-answer-invalid',
        title: 'The answer of Azure DevOps cannot be read',
      },
      {
        remedy:
          'Check that the instance URL is right and that no proxy stands between; if it is, try again later.',
        ...account,
        seen,
      },
    );
  }
}

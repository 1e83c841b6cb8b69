import { type Account, AzureDevOpsError } from './azure-devops-error';

/** 404 work-item-type-not-found, naming the types there are */
export class WorkItemTypeNotFoundError extends AzureDevOpsError {
  override readonly name = 'WorkItemTypeNotFoundError';

  constructor(
    type: string,
    project: string,
    readonly available: readonly string[],
    account: Partial<Account> = {},
  ) {
    const choice = available.length === 0 ? '' : ` It has: ${available.join(', ')}.`;
    super(
      {
        status: 404,
        code: 'work-item-type-not-found',
        title: 'No such work item type',
        extensions: available.length === 0 ? undefined : { workItemTypes: available },
      },
      {
        seen: `The project "${project}" has no work item type "${type}" that can be used.`,
        remedy: `Choose one of the types of its process.${choice}`,
        ...account,
      },
    );
  }
}

/** 404 not-found-or-not-visible: gone, in the recycle bin, or out of sight; the answer does not tell which. */
export class NotFoundOrNotVisibleError extends AzureDevOpsError {
  override readonly name = 'NotFoundOrNotVisibleError';

  constructor(account: Account) {
    super(
      { status: 404, code: 'not-found-or-not-visible', title: 'Not found in Azure DevOps, or not visible' },
      account,
    );
  }
}

/** 502 azure-devops-address-unknown: nothing answers at this address; an organization that is not there looks so too. */
export class AddressUnknownError extends AzureDevOpsError {
  override readonly name = 'AddressUnknownError';

  constructor(account: Omit<Account, 'seen' | 'remedy'>) {
    super(
      { status: 502, code: 'azure-devops-address-unknown', title: 'Azure DevOps does not know the address' },
      {
        seen: 'Azure DevOps does not know the address that was called.',
        remedy: 'Check the instance URL and the name of the organization.',
        ...account,
      },
    );
  }
}

/** A field that a rule of the work item type refuses. */
export interface RefusedField {
  /** e.g. `System.State`; empty if Azure DevOps did not say. */
  referenceName: string;
  message: string;
  /** What would be accepted, where it is a list and known. */
  allowedValues?: unknown[];
}

/** 422 work-item-rule-violated: data, mapping or workflow; repeating does not help. */
export class RuleValidationError extends AzureDevOpsError {
  override readonly name = 'RuleValidationError';

  constructor(
    readonly fields: readonly RefusedField[],
    account: Account,
  ) {
    super(
      {
        status: 422,
        code: 'work-item-rule-violated',
        title: 'The work item type does not accept these values',
        extensions: { fields },
      },
      account,
    );
  }

  /** Whether a rule about this field was broken. */
  concerns(referenceName: string): boolean {
    return this.fields.some((field) => field.referenceName === referenceName);
  }
}

/** 422, other refusals of a request as it stands; `code` says which, e.g. `area-or-iteration-not-found`. */
export class RequestRefusedError extends AzureDevOpsError {
  override readonly name = 'RequestRefusedError';

  constructor(code: string, account: Account) {
    super({ status: 422, code, title: 'Azure DevOps refuses the request' }, account);
  }
}

/** 422 relation-already-exists: the link is there, which mostly is what was wanted. */
export class RelationAlreadyExistsError extends AzureDevOpsError {
  override readonly name = 'RelationAlreadyExistsError';

  constructor(account: Account) {
    super({ status: 422, code: 'relation-already-exists', title: 'The link exists already' }, account);
  }
}

/** 409 revision-conflict: somebody else was faster. Read the work item again, decide again. */
export class RevisionConflictError extends AzureDevOpsError {
  override readonly name = 'RevisionConflictError';

  constructor(
    /** The revision that the work item has, if told. */
    readonly actualRev: number | undefined,
    /** The patch had been sent before and that answer was lost: the "somebody else" may be us. */
    readonly afterLostReply: boolean,
    account: Account,
  ) {
    super({ status: 409, code: 'revision-conflict', title: 'The work item has changed meanwhile' }, account);
  }
}

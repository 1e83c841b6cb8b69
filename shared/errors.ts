/** One fault found in what the caller sent: where (JSON pointer into the body) and what is wrong with it. */
export interface FieldFault {
  pointer: string;
  message: string;
}

/** What an error carries besides its sentence. */
export interface ProblemDetails {
  /** HTTP status that tells the caller whose fault it is and whether to try again. */
  status: number;
  /** Stable, kebab-case; documented for users, matched by clients. */
  code: string;
  /** The problem in a few words, the same for every occurrence of the code. */
  title: string;
  errors?: FieldFault[];
  /** Members that help a client to act (RFC 9457 section 3.2), never secrets or upstream bodies. */
  extensions?: Record<string, unknown>;
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number;
  /** Headers that the answer has to carry, for example a challenge. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/**
 * The base of every error that this system raises on purpose. Its message is written for the person who has to do
 * something about it and may be shown to them; anything else that is thrown is a bug and is shown as "internal-error".
 */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError';

  constructor(
    readonly details: ProblemDetails,
    message: string,
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}

/** 400: the request cannot be read or does not fit the contract. */
export class InvalidRequestError extends ProblemError {
  override readonly name = 'InvalidRequestError';

  constructor(message: string, errors?: FieldFault[], code = 'invalid-request') {
    super({ status: 400, code, title: 'The request is not valid', errors }, message);
  }
}

/** 401: no credentials, or credentials that nobody here knows. */
export class UnauthenticatedError extends ProblemError {
  override readonly name = 'UnauthenticatedError';

  constructor(message: string, headers?: Record<string, string>) {
    super(
      { status: 401, code: 'unauthenticated', title: 'Credentials are missing or wrong', headers },
      message,
    );
  }
}

/** 403: known, but not allowed to do this. */
export class ForbiddenError extends ProblemError {
  override readonly name = 'ForbiddenError';

  constructor(message: string) {
    super({ status: 403, code: 'forbidden', title: 'These credentials may not do this' }, message);
  }
}

/** 404: the thing named in the address does not exist. `what` is the field's term, for example "ticket". */
export class NotFoundError extends ProblemError {
  override readonly name = 'NotFoundError';

  constructor(what: string, id: string) {
    super(
      { status: 404, code: `${what.replaceAll(' ', '-')}-not-found`, title: `No such ${what}` },
      `There is no ${what} with the id "${id}".`,
    );
  }
}

/** 409: the request is fine, but not with what is stored now. */
export class ConflictError extends ProblemError {
  override readonly name = 'ConflictError';

  constructor(code: string, message: string, extensions?: Record<string, unknown>) {
    super({ status: 409, code, title: 'The request conflicts with what is stored', extensions }, message);
  }
}

/** 422: readable and well formed, but it cannot work. */
export class UnprocessableError extends ProblemError {
  override readonly name = 'UnprocessableError';

  constructor(code: string, message: string, more: Pick<ProblemDetails, 'errors' | 'extensions'> = {}) {
    super({ status: 422, code, title: 'The request cannot be carried out', ...more }, message);
  }
}

/** 503: a part that we rest on does not answer; the same request will work later. */
export class ServiceUnavailableError extends ProblemError {
  override readonly name = 'ServiceUnavailableError';

  constructor(code: string, message: string, cause?: unknown) {
    super({ status: 503, code, title: 'A service is not available', retryAfterSeconds: 5, cause }, message);
  }
}

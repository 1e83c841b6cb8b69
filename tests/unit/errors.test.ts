import {
  ConflictError,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  ProblemError,
  UnauthenticatedError,
  UnprocessableError,
} from '../../shared/errors';

describe('errors', () => {
  it.each([
    [new InvalidRequestError('x'), 400, 'invalid-request', 'InvalidRequestError'],
    [new InvalidRequestError('x', [], 'malformed-json'), 400, 'malformed-json', 'InvalidRequestError'],
    [new UnauthenticatedError('x'), 401, 'unauthenticated', 'UnauthenticatedError'],
    [new ForbiddenError('x'), 403, 'forbidden', 'ForbiddenError'],
    [new NotFoundError('ticketing rule', 'x'), 404, 'ticketing-rule-not-found', 'NotFoundError'],
    [new ConflictError('request-in-progress', 'x'), 409, 'request-in-progress', 'ConflictError'],
    [new UnprocessableError('unknown-state', 'x'), 422, 'unknown-state', 'UnprocessableError'],
  ])('%#: status and code', (error, status, code, name) => {
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ name, details: { status, code } });
  });

  it('keep their cause for the log', () => {
    const cause = new Error('inner');
    expect(new ProblemError({ status: 502, code: 'x', title: 'x', cause }, 'x').cause).toBe(cause);
    expect(new ProblemError({ status: 502, code: 'x', title: 'x' }, 'x')).not.toHaveProperty('cause');
  });
});

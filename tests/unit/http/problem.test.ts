import { InvalidRequestError, NotFoundError, ProblemError, UnprocessableError } from '../../../shared/errors';
import { toProblem } from '../../../shared/http/problem';

describe('toProblem', () => {
  it('says what an error raised on purpose says', () => {
    expect(toProblem(new NotFoundError('ticket', 't-1'), 'c-1')).toEqual({
      type: 'urn:nucleus-azure-devops:problem:ticket-not-found',
      title: 'No such ticket',
      status: 404,
      detail: 'There is no ticket with the id "t-1".',
      code: 'ticket-not-found',
      correlationId: 'c-1',
    });
  });

  it('tells the place of each fault', () => {
    const errors = [{ pointer: '/name', message: 'is required' }];
    expect(toProblem(new InvalidRequestError('No.', errors), 'c-1')).toMatchObject({ status: 400, errors });
  });

  it('adds what helps a client to act, but never lets it speak for the rest', () => {
    const error = new UnprocessableError('unknown-state', 'No.', {
      extensions: { states: ['New'], status: 200, code: 'x' },
    });
    expect(toProblem(error, 'c-1')).toMatchObject({ status: 422, code: 'unknown-state', states: ['New'] });
  });

  it.each([
    ['a bug', new TypeError('secret-host refused key=4711')],
    ['a thrown text', 'key=4711'],
    ['nothing', undefined],
  ])('says nothing of %s but where to look it up', (_, error) => {
    const problem = toProblem(error, 'c-1');
    expect(problem).toMatchObject({ status: 500, code: 'internal-error', correlationId: 'c-1' });
    expect(JSON.stringify(problem)).not.toMatch(/4711|secret-host|TypeError/);
  });

  it('never shows the cause', () => {
    const error = new ProblemError(
      { status: 502, code: 'upstream', title: 'Upstream', cause: new Error('body: key=4711') },
      'Azure DevOps does not answer.',
    );
    expect(JSON.stringify(toProblem(error, 'c-1'))).not.toContain('4711');
  });
});

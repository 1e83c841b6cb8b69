import {
  type AzureDevOpsError,
  InvalidAnswerError,
  RequestRefusedError,
  RevisionConflictError,
  ThrottledError,
  UnavailableError,
} from '../../../../shared/azure-devops/errors';
import { asSeenByCaller, type Effect } from '../../../../shared/azure-devops/transport/outcome';

const account = { seen: 'x', remedy: 'y' };
const refused = new RequestRefusedError('field-unknown', account);

describe('asSeenByCaller', () => {
  it.each<[string, AzureDevOpsError, Effect, boolean, string]>([
    ['a read keeps its error', new UnavailableError(true, {}), 'none', true, 'azure-devops-unavailable'],
    ['a write that was sent is uncertain', new UnavailableError(true, {}), 'once', false, 'reply-lost'],
    [
      'a write that was not sent is not',
      new UnavailableError(false, {}),
      'once',
      false,
      'azure-devops-unavailable',
    ],
    ['a write with a torn answer is uncertain', new InvalidAnswerError('torn'), 'once', false, 'reply-lost'],
    [
      'a write that was turned away is not',
      new ThrottledError(3),
      'guarded',
      false,
      'azure-devops-throttled',
    ],
    ['unless an earlier sending was lost', new ThrottledError(3), 'guarded', true, 'reply-lost'],
    ['an unsent one neither', new UnavailableError(false, {}), 'guarded', true, 'reply-lost'],
    ['a refusal is an answer', refused, 'guarded', true, 'field-unknown'],
  ])('%s', (_, error, effect, afterLostReply, code) =>
    expect(asSeenByCaller(error, effect, afterLostReply).details.code).toBe(code),
  );

  it('marks a conflict that may be with ourselves', () => {
    const conflict = new RevisionConflictError(4, false, account);
    expect(asSeenByCaller(conflict, 'guarded', true)).toMatchObject({ actualRev: 4, afterLostReply: true });
    expect(asSeenByCaller(conflict, 'guarded', false)).toBe(conflict);
  });
});

import {
  type AzureDevOpsError,
  CredentialsError,
  InvalidAnswerError,
  OrganizationStoppedError,
  RevisionConflictError,
  ThrottledError,
  UnavailableError,
} from '../../../../shared/azure-devops/errors';
import { retryDelayMs } from '../../../../shared/azure-devops/transport/retry-delay';

const account = { seen: 'x', remedy: 'y' };

describe('retryDelayMs', () => {
  it.each<[string, AzureDevOpsError, number, boolean, number | undefined]>([
    ['trouble over there: reads, doubling', new UnavailableError(true, {}), 1, true, 250],
    ['trouble over there: reads, doubling', new UnavailableError(true, {}), 2, true, 500],
    ['trouble over there: reads, doubling', new UnavailableError(true, {}), 3, true, 1_000],
    ['gives up', new UnavailableError(true, {}), 4, true, undefined],
    [
      'trouble over there: never a write without a guard',
      new UnavailableError(true, {}),
      1,
      false,
      undefined,
    ],
    ['never sent: writes too', new UnavailableError(false, {}), 1, false, 250],
    ['turned away: writes too', new ThrottledError(undefined), 1, false, 250],
    ['turned away with a time: the limiter waits', new ThrottledError(9), 1, false, 0],
    ['a torn answer: reads', new InvalidAnswerError('torn'), 1, true, 250],
    ['a torn answer: not writes', new InvalidAnswerError('torn'), 1, false, undefined],
    ['an organization that is switched off', new OrganizationStoppedError({}), 1, true, undefined],
    ['a conflict', new RevisionConflictError(3, false, account), 1, true, undefined],
    ['bad credentials', new CredentialsError('token-refused', account), 1, true, undefined],
  ])('%s', (_, error, attempt, repeatable, delay) =>
    expect(retryDelayMs(error, attempt, repeatable, 1)).toBe(delay),
  );

  it('leaves half of the delay to chance', () =>
    expect(retryDelayMs(new UnavailableError(true, {}), 1, true, 0)).toBe(125));
});

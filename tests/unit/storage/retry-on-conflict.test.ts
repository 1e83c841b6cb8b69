import { retryOnConflict } from '../../../shared/storage/retry-on-conflict';
import { RowChangedError } from '../../../shared/storage/table';

describe('retryOnConflict', () => {
  // No waiting between attempts.
  beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
  afterEach(() => jest.restoreAllMocks());

  it.each([1, 2, 12])('succeeds when attempt %i does', async (successful) => {
    let attempts = 0;
    const answer = retryOnConflict(() =>
      ++attempts < successful ? Promise.reject(new RowChangedError()) : Promise.resolve(attempts),
    );
    expect(await answer).toBe(successful);
  });

  it('gives up after twelve attempts', async () => {
    const attempt = jest.fn(() => Promise.reject(new RowChangedError()));
    await expect(retryOnConflict(attempt)).rejects.toThrow(RowChangedError);
    expect(attempt).toHaveBeenCalledTimes(12);
  });

  it('does not repeat what failed for another reason', async () => {
    const attempt = jest.fn(() => Promise.reject(new Error('disk')));
    await expect(retryOnConflict(attempt)).rejects.toThrow('disk');
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});

import { CheckFailedError, checkIds, runChecks } from '../../../shared/connectors/credential-check';

describe('runChecks', () => {
  it('runs all checks in their order', async () => {
    const asked: string[] = [];
    const { ok, checks } = await runChecks((id) => {
      asked.push(id);
      return Promise.resolve(`saw ${id}`);
    });
    expect(ok).toBe(true);
    expect(asked).toEqual([
      'token',
      'organization',
      'membership',
      'projects',
      'workItemTypes',
      'workItemWrite',
      'serviceHooks',
    ]);
    expect(checks.map(({ status, detail }) => `${status} ${detail}`)).toEqual(
      asked.map((id) => `passed saw ${id}`),
    );
  });

  it.each(checkIds)('skips what rests on %s when that fails, and says what to do', async (failing) => {
    const { ok, checks } = await runChecks((id) =>
      id === failing
        ? Promise.reject(new CheckFailedError('It is so.', 'Do this.'))
        : Promise.resolve('fine'),
    );
    const position = checkIds.indexOf(failing);
    expect(ok).toBe(false);
    expect(checks.map(({ status }) => status)).toEqual(
      checkIds.map((_, i) => (i < position ? 'passed' : i === position ? 'failed' : 'skipped')),
    );
    expect(checks[position]).toMatchObject({ detail: 'It is so.', remedy: 'Do this.' });
  });

  it('takes any other error for what it is', async () => {
    await expect(runChecks(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

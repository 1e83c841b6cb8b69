import { ConflictError, UnprocessableError } from '../../../shared/errors';
import { type Remember, runOnce } from '../../../shared/storage/run-once';
import { CrashError, CrashPoint } from '../../support/crash';
import { MemoryTable } from '../../support/memory-table';

const request = { project: 'Payments', title: 'One' };

function setUp() {
  const crash = new CrashPoint();
  const table = new MemoryTable(crash);
  let made = 0;
  const make = () => Promise.resolve(`ticket-${++made}`);
  const run = (
    key: string | undefined,
    body: unknown = request,
    work: (remember: Remember) => Promise<string> = make,
  ) => runOnce(table, 'tickets', key, body, work);
  return { crash, table, run, make, count: () => made };
}

/** The clock of the claims, eleven minutes on. */
const elevenMinutesLater = () => jest.spyOn(Date, 'now').mockReturnValue(new Date().getTime() + 11 * 60_000);

describe('runOnce', () => {
  afterEach(() => jest.restoreAllMocks());

  it('runs every time without a key', async () => {
    const { run } = setUp();
    expect([await run(undefined), await run(undefined)]).toEqual(['ticket-1', 'ticket-2']);
  });

  it('answers the same id to the same request again', async () => {
    const { run, count } = setUp();
    expect([await run('key'), await run('key')]).toEqual(['ticket-1', 'ticket-1']);
    expect(count()).toBe(1);
  });

  it('keeps keys and scopes apart', async () => {
    const { table, run, make } = setUp();
    const elsewhere = runOnce(table, 'connectors', 'key', request, make);
    expect(new Set([await run('key'), await run('other'), await elsewhere]).size).toBe(3);
  });

  it('refuses a key that was used for another request', async () => {
    const { run } = setUp();
    await run('key');
    await expect(run('key', { ...request, title: 'Two' })).rejects.toThrow(UnprocessableError);
  });

  it('makes one thing when the same request comes twice at once', async () => {
    const { run, count } = setUp();
    const answers = await Promise.allSettled([run('key'), run('key'), run('key')]);
    expect(count()).toBe(1);
    for (const answer of answers.filter(({ status }) => status === 'rejected')) {
      expect(answer).toMatchObject({ reason: expect.any(ConflictError) });
    }
  });

  it('lets a request that failed be sent again at once', async () => {
    const { run } = setUp();
    await expect(run('key', request, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await run('key')).toBe('ticket-1');
  });

  it('does not make it again when only noting the result failed', async () => {
    const { table, run, count } = setUp();
    const write = table.write.bind(table);
    jest.spyOn(table, 'write').mockImplementationOnce(write).mockRejectedValueOnce(new Error('busy'));
    await expect(run('key')).rejects.toThrow('busy');
    await expect(run('key')).rejects.toThrow(ConflictError);
    expect(count()).toBe(1);
  });

  it('tells the failure of the work, though the claim cannot be given back', async () => {
    const { crash, run } = setUp();
    const fail = () => {
      crash.arm(1, 'before');
      return Promise.reject(new Error('refused'));
    };
    await expect(run('key', request, fail)).rejects.toThrow('refused');
  });

  it('takes over from a process that died long ago, for one of those who ask', async () => {
    const { crash, run, count } = setUp();
    crash.arm(1, 'after');
    await expect(run('key')).rejects.toThrow(CrashError);
    crash.revive();
    elevenMinutesLater();
    const answers = await Promise.allSettled([run('key'), run('key')]);
    expect(count()).toBe(1);
    expect(answers[0]).toEqual({ status: 'fulfilled', value: 'ticket-1' });
    expect(answers[1]).toMatchObject({ status: 'rejected', reason: expect.any(ConflictError) });
  });

  it('asks to come again when the first request gives its claim back in the very moment', async () => {
    const { table, run } = setUp();
    let release = (): void => undefined;
    const first = run(
      'key',
      request,
      () => new Promise((_, reject) => (release = () => reject(new Error('refused')))),
    );
    first.catch(() => undefined);
    await new Promise(setImmediate);
    const get = table.get.bind(table);
    jest.spyOn(table, 'get').mockImplementationOnce(async (partitionKey, rowKey) => {
      release();
      await first.catch(() => undefined);
      return get(partitionKey, rowKey);
    });
    await expect(run('key')).rejects.toThrow(ConflictError);
  });

  it('remembers what was made as soon as it is told, whatever fails afterwards', async () => {
    const { run, count } = setUp();
    const failing = run('key', request, async (remember: Remember) => {
      await remember('ticket-7');
      throw new Error('The connection broke.');
    });
    await expect(failing).rejects.toThrow('The connection broke.');
    expect(await run('key')).toBe('ticket-7');
    expect(count()).toBe(0);
  });

  it('remembers nothing without a key', async () => {
    const { table, run } = setUp();
    await run(undefined, request, async (remember: Remember) => {
      await remember('ticket-7');
      return 'ticket-7';
    });
    expect(table.writes).toBe(0);
  });
});

import { ExpiringCache } from '../../../shared/azure-devops/expiring-cache';

function counted() {
  let reads = 0;
  return { read: () => Promise.resolve(++reads), reads: () => reads };
}

describe('ExpiringCache', () => {
  let now = 0;
  const cache = () => new ExpiringCache<number>(1_000, () => now, 2);
  beforeEach(() => (now = 0));

  it('reads once for callers that come together and for those that come in time', async () => {
    const { read, reads } = counted();
    const values = cache();
    await Promise.all([values.get('a', read), values.get('a', read)]);
    now = 999;
    expect(await values.get('a', read)).toBe(1);
    expect(reads()).toBe(1);
  });

  it.each([
    ['after its life', 1_000, undefined],
    ['when somebody wants it younger', 500, 400],
    ['when somebody wants it now', 0, 0],
  ])('reads again %s', async (_, time, youngerThan) => {
    const { read } = counted();
    const values = cache();
    await values.get('a', read);
    now = time;
    expect(await values.get('a', read, youngerThan)).toBe(2);
  });

  it('reads again after a failure, and after clear', async () => {
    const { read } = counted();
    const values = cache();
    await expect(values.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await values.get('a', read)).toBe(1);
    values.clear();
    expect(await values.get('a', read)).toBe(2);
  });

  it('does not grow without end: the oldest goes', async () => {
    const { read } = counted();
    const values = cache();
    for (const key of ['a', 'b', 'c']) await values.get(key, read);
    expect(await values.get('c', read)).toBe(3);
    expect(await values.get('a', read)).toBe(4);
  });
});

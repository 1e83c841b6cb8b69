import { inParallel } from '../../shared/in-parallel';

/** Work that ends when told, so that a test sees what runs at the same time. */
function gated() {
  const waiting: (() => void)[] = [];
  let most = 0;
  const work = async (item: number) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      most = Math.max(most, waiting.length);
    });
    return item * 10;
  };
  const finishAll = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise(setImmediate);
      if (waiting.length > 0) idle = -1;
      waiting.splice(0).forEach((resolve) => resolve());
    }
  };
  return { work, finishAll, most: () => most };
}

describe('inParallel', () => {
  it.each([
    [1, 1],
    [3, 3],
    [100, 7],
  ])('runs %i at a time at most', async (limit, expected) => {
    const { work, finishAll, most } = gated();
    const results = inParallel([1, 2, 3, 4, 5, 6, 7], limit, work);
    await finishAll();
    expect(await results).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(most()).toBe(expected);
  });

  it('answers in the order of the items, whichever ends first', async () => {
    const results = await inParallel([3, 1, 2], 3, async (ticks) => {
      for (let i = 0; i < ticks; i++) await new Promise(setImmediate);
      return ticks;
    });
    expect(results).toEqual([3, 1, 2]);
  });

  it('does nothing for nothing', async () => {
    expect(await inParallel([], 5, () => Promise.reject(new Error('never')))).toEqual([]);
  });

  it('throws the first failure', async () => {
    const fail = (item: number) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item));
    await expect(inParallel([1, 2, 3], 1, fail)).rejects.toThrow('two');
  });
});

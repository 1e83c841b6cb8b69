import { OneAtATime } from '../../../shared/storage/one-at-a-time';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('OneAtATime', () => {
  it('runs what has the same key one after the other, and the rest at once', async () => {
    const turns = new OneAtATime();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await tick();
      seen.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      turns.run('a', work('a1')),
      turns.run('a', work('a2')),
      turns.run('b', work('b1')),
    ]);
    expect(results).toEqual(['a1', 'a2', 'b1']);
    expect(seen.filter((entry) => entry.startsWith('a'))).toEqual([
      'a1 begins',
      'a1 ends',
      'a2 begins',
      'a2 ends',
    ]);
    expect(seen.indexOf('b1 begins')).toBeLessThan(seen.indexOf('a2 begins'));
  });

  it('goes on after a failure, which only its own caller hears of', async () => {
    const turns = new OneAtATime();
    const failing = turns.run('a', () => Promise.reject(new Error('no')));
    const next = turns.run('a', () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});

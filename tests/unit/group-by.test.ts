import { groupBy } from '../../shared/group-by';

describe('groupBy', () => {
  it('keeps groups and items in the order of the items', () => {
    const groups = groupBy(['b1', 'a1', 'b2', 'a2'], (item) => item.slice(0, 1));
    expect([...groups]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1', 'a2']],
    ]);
  });

  it('makes no group of nothing', () => expect(groupBy([], String).size).toBe(0));
});

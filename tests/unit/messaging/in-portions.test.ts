import { inPortions } from '../../../shared/messaging/in-portions';

describe('inPortions', () => {
  it('makes no portion of nothing', () => expect(inPortions([], 10)).toEqual([]));

  it('keeps the order and loses nothing', () => {
    expect(inPortions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('begins a new portion before one grows too large for a message', () => {
    const items = Array.from({ length: 7 }, () => 'x'.repeat(50_000));
    expect(inPortions(items, 100).map(({ length }) => length)).toEqual([3, 3, 1]);
  });

  it('counts bytes, not characters', () => {
    const items = Array.from({ length: 4 }, () => '漏'.repeat(20_000));
    expect(inPortions(items, 100).map(({ length }) => length)).toEqual([2, 2]);
  });

  it('gives an item that is too large a portion of its own', () => {
    expect(inPortions(['x', 'y'.repeat(300_000), 'z'], 100).map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

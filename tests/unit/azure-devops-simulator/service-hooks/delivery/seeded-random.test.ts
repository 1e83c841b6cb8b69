import {
  seededRandom,
  shuffle,
} from '../../../../../local/azure-devops/service-hooks/delivery/seeded-random';

const first = (seed: number, count: number) => Array.from({ length: count }, seededRandom(seed));

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    expect(first(7, 5)).toEqual(first(7, 5));
    expect(first(7, 5)).not.toEqual(first(8, 5));
  });

  it('spreads from 0 to below 1', () => {
    const numbers = first(1, 2_000);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });
});

describe('shuffle', () => {
  it('keeps all items, in another order', () => {
    const items = Array.from({ length: 20 }, (_, index) => index);
    const shuffled = shuffle(items, seededRandom(1));
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });
});

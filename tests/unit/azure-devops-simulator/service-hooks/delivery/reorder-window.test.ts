import { ReorderWindow } from '../../../../../local/azure-devops/service-hooks/delivery/reorder-window';
import { seededRandom } from '../../../../../local/azure-devops/service-hooks/delivery/seeded-random';

describe('ReorderWindow', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const start = () => {
    const released: number[] = [];
    return { released, window: new ReorderWindow<number>((item) => released.push(item)) };
  };

  it('lets everything through at once without a size', () => {
    const { released, window } = start();
    for (const item of [1, 2, 3]) window.add(item, 0, seededRandom(1));
    expect(released).toEqual([1, 2, 3]);
  });

  it('holds items until the window is full, then lets them go in another order', () => {
    const { released, window } = start();
    const random = seededRandom(1);
    for (const item of [1, 2, 3, 4]) window.add(item, 5, random);
    expect(released).toEqual([]);
    window.add(5, 5, random);
    expect(released).not.toEqual([1, 2, 3, 4, 5]);
    expect([...released].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('does not hold them for ever', () => {
    const { released, window } = start();
    window.add(1, 5, seededRandom(1));
    jest.advanceTimersByTime(100);
    expect(released).toEqual([1]);
  });
});

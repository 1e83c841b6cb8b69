import fc from 'fast-check';
import { ReadyList } from '../../../local/service-bus/ready-list';

const drain = (list: ReadyList): number[] => {
  const numbers: number[] = [];
  for (let next = list.takeFirst(); next !== undefined; next = list.takeFirst()) numbers.push(next);
  return numbers;
};

describe('ReadyList', () => {
  it('gives numbers lowest first, and nothing when it is empty', () => {
    const list = new ReadyList();
    for (const number of [5, 1, 3]) list.add(number);
    expect(drain(list)).toEqual([1, 3, 5]);
    expect(list.takeFirst()).toBeUndefined();
  });

  it('puts a number given back where it was', () => {
    const list = new ReadyList();
    for (const number of [1, 2, 3]) list.add(number);
    const first = list.takeFirst() ?? 0;
    list.takeFirst();
    list.add(first);
    expect(drain(list)).toEqual([1, 3]);
  });

  it('keeps the order over thousands that come and go', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 200 }), fc.nat({ max: 3_000 }), (numbers, before) => {
        const list = new ReadyList();
        for (let number = 0; number < before; number++) list.add(number);
        for (let number = 0; number < before; number++) list.takeFirst();
        for (const number of numbers) list.add(number);
        expect(drain(list)).toEqual([...numbers].sort((one, other) => one - other));
      }),
      { numRuns: 50 },
    );
  });
});

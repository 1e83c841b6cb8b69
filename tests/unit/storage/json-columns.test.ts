import { fromJsonColumns, toJsonColumns } from '../../../shared/storage/json-columns';

describe('JSON columns', () => {
  it.each([
    ['a short value', { a: 1, text: 'x' }, 1],
    ['a value of two columns', { text: 'x'.repeat(40_000) }, 2],
    ['a value of many columns', { text: 'x'.repeat(320_000) }, 11],
    ['characters of two code units at the seam', '🔒'.repeat(40_000), 3],
    ['null', null, 1],
  ])('hold %s', (_, value, count) => {
    const columns = toJsonColumns(value);
    expect(Object.keys(columns)).toHaveLength(count);
    expect(Object.values(columns).every(({ length }) => length <= 32_000)).toBe(true);
    expect(fromJsonColumns({ ...columns, partitionKey: 'p', project: 'Payments' })).toEqual(value);
  });

  it('are read in their order, also beyond ten', () => {
    const columns = Object.fromEntries(Object.entries(toJsonColumns('y'.repeat(330_000))).reverse());
    expect(fromJsonColumns(columns)).toBe('y'.repeat(330_000));
  });
});

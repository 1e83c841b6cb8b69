import { chunksOf } from '../../../../shared/azure-devops/calls/chunks';

describe('chunksOf', () => {
  it.each([
    [[], []],
    [[1, 2], [[1, 2]]],
    [
      [1, 2, 3],
      [[1, 2], [3]],
    ],
  ])('%j', (items, chunks) => expect(chunksOf(items, 2)).toEqual(chunks));
});

import {
  listAt,
  member,
  numberAt,
  objectAt,
  textAt,
  textsAt,
} from '../../../../shared/azure-devops/answers/json-values';

describe('reading JSON of any casing and completeness', () => {
  it('finds a member in any casing, its own first', () => {
    expect(member({ Name: 1, name: 2 }, 'name')).toBe(2);
    expect(member({ NAME: 1 }, 'name')).toBe(1);
    expect(member({}, 'constructor')).toBeUndefined();
  });

  it.each([[undefined], [null], ['text'], [[]], [7]])('finds nothing in %j', (value) => {
    expect(textAt(value, 'x')).toBeUndefined();
    expect(numberAt(value, 'x')).toBeUndefined();
    expect(objectAt(value, 'x')).toEqual({});
    expect(listAt(value, 'x')).toEqual([]);
  });

  it('takes a value only for what it is', () => {
    const value = { text: 'a', number: 1, list: [1], object: { a: 'x', b: 2 } };
    expect([textAt(value, 'number'), numberAt(value, 'text'), listAt(value, 'object')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(textsAt(value, 'object')).toEqual({ a: 'x' });
  });
});

import { Type } from '@sinclair/typebox';
import { oneOf, text } from '../../../shared/http/schemas';
import { faultsOf, fits, validated } from '../../../shared/http/validate';

const schema = Type.Object(
  {
    name: text(10),
    kind: oneOf(['a', 'b'], { default: 'a' }),
    size: Type.Optional(Type.Union([Type.String({ maxLength: 3 }), Type.Integer()])),
    items: Type.Optional(Type.Array(Type.Object({ id: Type.Integer() }))),
    url: Type.Optional(Type.String({ format: 'uri' })),
  },
  { additionalProperties: false },
);

describe('validated', () => {
  it('answers the value with its defaults', () => {
    expect(validated(schema, { name: 'x' })).toEqual({ name: 'x', kind: 'a' });
  });

  it('says what is wrong in a sentence', () => {
    expect(() => validated(schema, {})).toThrow('The request body does not fit: /name is required.');
    expect(() => validated(schema, null)).toThrow(/does not fit: it must be object/);
  });
});

describe('faultsOf', () => {
  it.each([
    ['a missing field', {}, { pointer: '/name', message: 'is required' }],
    ['an unknown field', { name: 'x', 'a/b~c': 1 }, { pointer: '/a~1b~0c', message: 'is not a known field' }],
    ['another word', { name: 'x', kind: 'c' }, { pointer: '/kind', message: 'must be one of a, b' }],
    [
      'a blank text',
      { name: ' ' },
      { pointer: '/name', message: 'must not be blank or hold control characters' },
    ],
    [
      'a fault in a list',
      { name: 'x', items: [{ id: 1 }, { id: 'x' }] },
      { pointer: '/items/1/id', message: 'must be integer' },
    ],
    [
      'no address',
      { name: 'x', url: 'not an address' },
      { pointer: '/url', message: 'must match format "uri"' },
    ],
  ])('tells %s and its place', (_, value, fault) => expect(faultsOf(schema, value)).toEqual([fault]));

  it('tells all faults at once, and none twice in other words', () => {
    expect(faultsOf(schema, { kind: 'c', size: 1.5 })).toEqual([
      { pointer: '/name', message: 'is required' },
      { pointer: '/kind', message: 'must be one of a, b' },
      { pointer: '/size', message: 'must be string' },
      { pointer: '/size', message: 'must be integer' },
    ]);
  });

  it('makes no answer of megabytes', () => {
    const items = Array.from({ length: 1_000 }, () => ({ id: 'x' }));
    expect(faultsOf(schema, { name: 'x', items })).toHaveLength(50);
  });

  it('does not change values into what would fit', () => {
    expect(faultsOf(schema, { name: 7 })).toEqual([{ pointer: '/name', message: 'must be string' }]);
  });
});

describe('fits', () => {
  it.each([
    [{ name: 'x' }, true],
    [{ name: 7 }, false],
    [undefined, false],
  ])('%j: %s', (value, expected) => expect(fits(schema, value)).toBe(expected));
});

describe('text', () => {
  it.each([
    ['x', true],
    ['two\nlines\tand a tab\r', true],
    [' padded ', true],
    ['🔒 漏', true],
    ['', false],
    [' \n ', false],
    ['a\u0000', false],
    ['\u001b[31m', false],
    ['a\u0085', false],
    ['x'.repeat(21), false],
  ])('%j: %s', (value, expected) => expect(fits(text(20), value)).toBe(expected));
});

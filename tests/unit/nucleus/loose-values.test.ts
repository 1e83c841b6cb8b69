import { dateOf, flagOf, listOf, textOf } from '../../../shared/nucleus/loose-values';

describe('textOf', () => {
  it.each([
    ['text', 'text'],
    ['  padded ', 'padded'],
    [12, '12'],
    [0, '0'],
    [false, 'false'],
    ['', undefined],
    ['   ', undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [['a'], undefined],
    ['a\u0000b\u001b[31m', 'ab[31m'],
    ['\u0000', undefined],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ])('reads %j as %j', (value, expected) => expect(textOf(value)).toBe(expected));
});

describe('flagOf', () => {
  it.each([
    [1, true],
    ['1', true],
    [true, true],
    ['True', true],
    ['yes', true],
    [0, false],
    ['0', false],
    [false, false],
    ['no', false],
    ['', undefined],
    ['2', undefined],
    [null, undefined],
  ])('reads %j as %j', (value, expected) => expect(flagOf(value)).toBe(expected));
});

describe('dateOf', () => {
  it.each([
    ['2026-03-01 08:30:00', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T08:30:00Z', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T08:30:00.1073456Z', '2026-03-01T08:30:00.107Z'],
    ['2026-03-01T08:30:00+02:00', '2026-03-01T06:30:00.000Z'],
    ['2026-03-01T08:30:00+0200', '2026-03-01T06:30:00.000Z'],
    ['2026-03-01 08:30', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (value, expected) => expect(dateOf(value)?.toISOString()).toBe(expected));

  it.each([
    '',
    'soon',
    '0000-00-00 00:00:00',
    '2026-13-01',
    '2026-02-30',
    '2026-03-01 25:00:00',
    '0001-01-01 00:00:00',
    '9999-12-31 23:59:59',
    '01/03/2026',
    1772352000,
    null,
    undefined,
  ])('takes %j for no date', (value) => expect(dateOf(value)).toBeUndefined());
});

describe('listOf', () => {
  it.each([
    [
      ['/pay', 7],
      ['/pay', 7],
    ],
    ['["/pay","/web"]', ['/pay', '/web']],
    ['/pay, /web', ['/pay', '/web']],
    ['/pay', ['/pay']],
    ['[not json', ['[not json']],
    [12, ['12']],
    ['', []],
    [null, []],
    [{}, []],
  ])('reads %j as %j', (value, expected) => expect(listOf(value)).toEqual(expected));
});

import { isObject, lookUp, numberOf, stringOf } from '../../../shared/sync/lenient-json';

describe('isObject', () => {
  it.each([
    [{}, true],
    [[], false],
    [null, false],
    ['x', false],
    [undefined, false],
  ])('%j: %s', (value, expected) => expect(isObject(value)).toBe(expected));
});

describe('lookUp', () => {
  it.each([
    [{ eventType: 'a' }, 'eventType', 'a'],
    [{ EventType: 'a' }, 'eventType', 'a'],
    [{ EVENTTYPE: 'other', eventType: 'exact' }, 'eventType', 'exact'],
    [{}, 'eventType', undefined],
    [{}, 'constructor', undefined],
  ])('in %j finds %s: %j', (object, name, expected) => expect(lookUp(object, name)).toBe(expected));
});

describe('stringOf', () => {
  it.each([
    ['x', 'x'],
    ['', undefined],
    [1, undefined],
    [null, undefined],
  ])('%j: %j', (value, expected) => expect(stringOf(value)).toBe(expected));
});

describe('numberOf', () => {
  it.each([
    [7, 7],
    ['7', 7],
    [0, 0],
    ['', undefined],
    ['7.5', undefined],
    [7.5, undefined],
    ['seven', undefined],
    [2 ** 60, undefined],
    ['99999999999999999999', undefined],
    [null, undefined],
    [true, undefined],
  ])('%j: %j', (value, expected) => expect(numberOf(value)).toBe(expected));
});

import { toBytes, toTypedData } from '../../../../local/functions-host/worker/typed-data';

describe('a value for the worker', () => {
  it.each([
    ['text', { string: 'text' }],
    [Buffer.from('b'), { bytes: Buffer.from('b') }],
    [7, { json: '7' }],
    [{ a: [1] }, { json: '{"a":[1]}' }],
    [undefined, { json: 'null' }],
  ])('%j is %j', (value, data) => expect(toTypedData(value)).toEqual(data));
});

describe('a value of the worker as bytes', () => {
  it.each([
    [{ bytes: Buffer.from('a') }, 'a'],
    [{ stream: Buffer.from('a') }, 'a'],
    [{ string: 'ü' }, 'ü'],
    [{ json: '{}' }, '{}'],
    [{ int: 0 }, '0'],
    [{}, ''],
    [null, ''],
  ])('%j is "%s"', (data, text) => expect(Buffer.from(toBytes(data)).toString()).toBe(text));
});

import fc from 'fast-check';
import { pathSegments } from '../../../../local/functions-host/http/path-segments';

describe('the segments of a path', () => {
  it.each([
    ['/', []],
    ['', []],
    ['/a/b', ['a', 'b']],
    ['/a/b/', ['a', 'b']],
    ['/a//b', ['a', '', 'b']],
    ['/a%20b/%C3%A9', ['a b', 'é']],
    ['/a%2fb', ['a%2Fb']],
    ['/100%25', ['100%']],
  ])('of %s are %j', (path, segments) => expect(pathSegments(path)).toEqual(segments));

  it.each(['/%', '/%zz', '/%ff', '/%C3', '/a%00b'])('%s has none', (path) =>
    expect(pathSegments(path)).toBeUndefined(),
  );

  it('come back as they were encoded', () => {
    const segment = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[/\0]|%2f/i.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        expect(pathSegments(`/${segments.map(encodeURIComponent).join('/')}`)).toEqual(segments);
      }),
    );
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (path) => void pathSegments(path)));
  });
});

import { routeConstraint } from '../../../../local/functions-host/http/route-constraints';

describe('a route constraint', () => {
  it.each([
    ['alpha', ['abC', ''], ['a1']],
    ['bool', ['true', 'FALSE'], ['1']],
    ['decimal', ['1', '-1.5'], ['1e3', 'x']],
    ['double', ['1e3', '-0.5'], ['e3']],
    ['float', ['1.5'], ['1,5']],
    ['guid', ['3F2504E0-4F89-11D3-9A0C-0305E82C3301', '{3f2504e04f8911d39a0c0305e82c3301}'], ['3f25']],
    ['int', ['0', '-2147483648', '2147483647'], ['2147483648', '1.0', '', '1e3']],
    ['length(3)', ['abc'], ['ab', 'abcd']],
    ['length(2,3)', ['ab', 'abc'], ['a', 'abcd']],
    ['long', ['2147483648'], ['9999999999999999999', 'x']],
    ['max(5)', ['5', '-9'], ['6', 'x']],
    ['maxlength(2)', ['', 'ab'], ['abc']],
    ['min(5)', ['5'], ['4']],
    ['minlength(2)', ['ab'], ['a']],
    ['range(2, 4)', ['2', '4'], ['1', '5']],
    ['required', ['a'], ['']],
  ])('%s takes %j and not %j', (text, good, bad) => {
    const fits = routeConstraint(text);
    expect(good.filter((value) => !fits(value))).toEqual([]);
    expect(bad.filter(fits)).toEqual([]);
  });

  it.each(['', 'nothing', 'constructor', 'int(', 'regex(^a$)'])('"%s" is none', (text) =>
    expect(() => routeConstraint(text)).toThrow('is not known'),
  );
});

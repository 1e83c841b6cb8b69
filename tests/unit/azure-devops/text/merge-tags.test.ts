import { mergeTags } from '../../../../shared/azure-devops/text/merge-tags';

describe('mergeTags', () => {
  it.each<[string, string | undefined, string[], string | undefined]>([
    ['starts where there are none', undefined, ['nucleus'], 'nucleus'],
    [
      "keeps others' tags, in front and as they are",
      'Team A; urgent',
      ['nucleus'],
      'Team A; urgent; nucleus',
    ],
    ['adds nothing that is there in another casing', 'Nucleus; x', ['nucleus', 'X'], undefined],
    ['takes separators out of a tag', undefined, ['a,b;c'], 'a b c'],
    ['leaves out empty ones', 'x', ['', ' ; '], undefined],
    ['adds each once', undefined, ['a', 'A', 'a'], 'a'],
    ['reads tags without blanks between', 'a;b', ['c'], 'a; b; c'],
  ])('%s', (_, existing, add, expected) => expect(mergeTags(existing, add)).toBe(expected));

  it('stops at 100 tags and drops ours, not theirs', () => {
    const theirs = Array.from({ length: 99 }, (_, index) => `t${index}`);
    const merged = mergeTags(theirs.join('; '), ['one', 'two'])?.split('; ');
    expect(merged).toEqual([...theirs, 'one']);
  });

  it('cuts a tag at 400 units', () => expect(mergeTags('', ['x'.repeat(401)])).toHaveLength(400));
});

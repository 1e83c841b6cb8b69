import { createHash } from 'node:crypto';
import { linesOf } from '../../../../shared/nucleus/streaming/lines';

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

async function linesIn(text: string, size: number, longest = 100): Promise<string[]> {
  const lines: string[] = [];
  for await (const { bytes, tooLong } of linesOf(inChunks(text, size), longest, createHash('sha256')))
    lines.push(tooLong ? '(too long)' : bytes.toString());
  return lines;
}

describe('linesOf', () => {
  it.each([1, 2, 3, 7, 1000])('cuts at line ends, however the bytes come: %d at a time', async (size) => {
    expect(await linesIn('a\nbc\r\n\n  \n漏d\nlast', size)).toEqual(['a', 'bc\r', '漏d', 'last']);
  });

  it.each([
    ['', []],
    ['\n\n', []],
    ['a', ['a']],
    ['a\n', ['a']],
  ])('of %j', async (text, lines) => expect(await linesIn(text, 4)).toEqual(lines));

  it.each([1, 4, 1000])('drops what is longer than allowed and goes on, %d at a time', async (size) => {
    expect(await linesIn(`${'x'.repeat(11)}\n${'y'.repeat(10)}\nz\n${'w'.repeat(50)}`, size, 10)).toEqual([
      '(too long)',
      'y'.repeat(10),
      'z',
      '(too long)',
    ]);
  });

  it('has told the hash all bytes up to the end of the line that is out, and no more', async () => {
    const text = 'ab\nlonger than ten\nc';
    const seen = createHash('sha256');
    const ends = [3, 19, 20];
    for await (const _ of linesOf(inChunks(text, 5), 10, seen)) {
      const expected = createHash('sha256').update(text.slice(0, ends.shift()));
      expect(seen.copy().digest('hex')).toBe(expected.digest('hex'));
    }
    expect(ends).toEqual([]);
  });
});

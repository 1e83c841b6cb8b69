import { plainToHtml, toHtml, toLongText, toMarkdown } from '../../../../shared/azure-devops/text/long-text';

describe('toMarkdown', () => {
  it.each([
    ['escapes what would be taken for a tag', 'a <b> c', 'a &lt;b&gt; c'],
    ['leaves quotations', '> one\n > > two > three', '> one\n > > two &gt; three'],
    ['keeps line breaks and drops other control characters', 'a\n\tb\u0000\u0007', 'a\n\tb'],
    ['replaces half a character', '\uDC00', '\uFFFD'],
  ])('%s', (_, text, expected) => expect(toMarkdown(text)).toBe(expected));

  it('cuts at a million characters', () => expect(toMarkdown('x'.repeat(1_000_001))).toHaveLength(1_000_000));
});

describe('toHtml', () => {
  it.each([
    ['keeps what an editor makes', '<p>a <b>b</b><br /></p>', '<p>a <b>b</b><br /></p>'],
    ['drops scripts with what is in them', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['drops handlers and styles', '<p onclick="x()" style="color:red">a</p>', '<p>a</p>'],
    ['drops pictures, which would load by themselves', 'a<img src="https://x.example/1.png">', 'a'],
    [
      'keeps links to the web only',
      '<a href="javascript:x()">a</a><a href="https://x.example/">b</a>',
      '<a>a</a><a href="https://x.example/">b</a>',
    ],
    ['closes what is open', '<ul><li>a', '<ul><li>a</li></ul>'],
    ['does not wake up what was escaped', '&lt;script&gt;', '&lt;script&gt;'],
  ])('%s', async (_, text, expected) => expect(await toHtml(text)).toBe(expected));

  it('fits into a million characters, closed at its end', async () => {
    const html = await toHtml(`<p>${'&'.repeat(500_000)}</p>`);
    expect(html.length).toBeLessThanOrEqual(1_000_000);
    expect(html).toMatch(/…<\/p>$/);
  });
});

describe('plainToHtml', () => {
  it('shows what it says', () => expect(plainToHtml('a < b & c\nd')).toBe('a &lt; b &amp; c<br>d'));
});

describe('toLongText', () => {
  it.each([
    ['html', '<b>x</b>'],
    ['markdown', '&lt;b&gt;x&lt;/b&gt;'],
  ] as const)('%s', async (format, expected) => expect(await toLongText('<b>x</b>', format)).toBe(expected));
});

import { toSafeHtml } from '../../../shared/text/safe-html';

describe('toSafeHtml', () => {
  it.each([
    ['html', '<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
    ['html', '<img src=x onerror=alert(1)>x', 'x'],
    ['html', '<a href="javascript:alert(1)" onclick="x()">x</a>', '<a>x</a>'],
    ['html', '<script>alert(1)</script>x', 'x'],
    ['html', '<a href="//evil.example">x</a>', '<a>x</a>'],
    ['markdown', '**bold** and `code`', '<p><strong>bold</strong> and <code>code</code></p>'],
    ['markdown', '<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['markdown', '[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['markdown', 'one\ntwo', '<p>one<br />\ntwo</p>'],
  ] as const)('of %s %j', async (format, text, html) => expect(await toSafeHtml(text, format)).toBe(html));
});

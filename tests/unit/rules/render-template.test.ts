import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { asIs, escapeHtml, escapeMarkdown, renderTemplate } from '../../../shared/rules/render-template';

const fields = {
  finding_name: 'Outdated TLS',
  finding_cve: ['CVE-1', 'CVE-2'],
  asset_name: 'pay-web-1',
  asset_groups: ['/pay', '', '/web'],
  asset_info: { cxsast: { team: 'Blue' } },
  'asset.alias': 'web one',
  epss_score: 0.97,
  due_date: '',
};

describe('renderTemplate', () => {
  it.each([
    ['no fields at all', 'no fields at all'],
    ['{{finding.finding_name}}', 'Outdated TLS'],
    ['{{finding.name}}', 'Outdated TLS'],
    ['{{ finding_name }}', 'Outdated TLS'],
    ['{{asset.name}} / {{asset.asset_name}}', 'pay-web-1 / pay-web-1'],
    ['{{asset.alias}}', 'web one'],
    ['{{asset.asset_info.cxsast.team}} {{asset.info.cxsast.team}}', 'Blue Blue'],
    ['{{finding.cve}}', 'CVE-1, CVE-2'],
    ['{{asset.groups}}', '/pay, /web'],
    ['{{finding.epss_score}}', '0.97'],
    ['due {{finding.due_date}}!', 'due !'],
    ['{{finding.unknown}}', ''],
    ['{{finding.__proto__}}{{constructor}}', ''],
    ['{finding_name} {{finding name}} {{}}', '{finding_name} {{finding name}} {{}}'],
  ])('%s becomes %s', (template, expected) => expect(renderTemplate(template, fields, asIs)).toBe(expected));

  it('puts a value in once: it brings in neither another field nor a pattern', () => {
    const hostile = { finding_name: '{{asset.name}} $& $1', asset_name: 'secret' };
    expect(renderTemplate('[{{finding.name}}]', hostile, asIs)).toBe('[{{asset.name}} $& $1]');
  });

  it('escapes values and leaves the template as it is', () => {
    const hostile = { finding_name: '<script>"x" & \'y\'</script>' };
    expect(renderTemplate('<b>{{finding.name}}</b>', hostile, escapeHtml)).toBe(
      '<b>&#60;script&#62;&#34;x&#34; &#38; &#39;y&#39;&#60;/script&#62;</b>',
    );
  });
});

describe('escapeMarkdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: false });
  const textOf = (html: string) =>
    html
      .replace(/^<p>|<\/p>\n$/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');

  it.each([
    '<script>alert(1)</script>',
    'a & b &lt; c &#60;',
    '[link](https://evil.example) ![img](x)',
    '**bold** _it_ `code` ~~gone~~',
    '# heading',
    '- item',
    '1. item',
    '1) item',
    '> quote',
    '| a | b |',
    'back\\slash',
    '=== --- ***',
    'CVE-2026-1001 in libfoo_bar-1.2.3 (C:\\temp)',
  ])('shows %s as it is', (text) => {
    expect(markdown.render(escapeMarkdown(text))).toMatch(/^<p>[^<]*<\/p>\n$/);
    expect(textOf(markdown.render(escapeMarkdown(text)))).toBe(text);
  });

  it('lets no line of a text become a heading, a list or a rule', () => {
    const text = 'first\n===\nsecond\n---\n- third\n    fourth\n```\n<b>';
    expect(markdown.render(escapeMarkdown(text))).toMatch(/^<p>[^<]*<\/p>\n$/);
  });

  it('shows any one line of text as it is', () => {
    const line = fc
      .string({ unit: fc.constantFrom(...Array.from('ab1 <>&;#*_`~[]()!|\\{}+-.=:"\'@/$%^,?')) })
      .map((text) => text.trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '');
    fc.assert(
      fc.property(line, (text) => {
        expect(textOf(markdown.render(escapeMarkdown(text)))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('a short template that names a long field many times stays within what a work item can hold', () => {
  const long = renderTemplate('{{a}}|'.repeat(100), { a: 'x'.repeat(100_000) }, asIs);
  expect(long.length).toBeLessThan(1_001_000);
  expect(long.startsWith(`${'x'.repeat(100_000)}|`)).toBe(true);
});

import fc from 'fast-check';
import { toLongText } from '../../../shared/azure-devops/text/long-text';
import {
  type ManagedPart,
  partBegins,
  partDigest,
  partEnds,
  renderPart,
  replacePart,
} from '../../../shared/rules/managed-part';
import type { TextFormat } from '../../../shared/rules/text-table';
import { someCounts } from '../../support/builders/a-finding';

const part = (changes: Partial<ManagedPart> = {}): ManagedPart => ({
  severity: 'High',
  counts: someCounts(1, 0, 2),
  findings: 1,
  values: {},
  table: { titles: ['Asset', 'Status'], rows: [['pay-web-1', 'Active']], more: 0 },
  ...changes,
});
const newer = part({ counts: someCounts(0, 1, 2) });
const formats: TextFormat[] = ['markdown', 'html'];

const replace = (text: string, format: TextFormat, by = newer) =>
  replacePart(text, by, format, (inner) => toLongText(inner, format));

/** A description as ADO stores it after it was made of a template and the part. */
const stored = async (before: string, format: TextFormat, after = '') =>
  `${before}${await toLongText(renderPart(part(), format), format)}${after}`;

describe.each(formats)('our part of a description in %s', (format) => {
  it('is replaced by a newer one, the rest left as it is', async () => {
    const text = await stored('before ', format, ' after');
    expect(await replace(text, format)).toBe(
      `before ${await toLongText(renderPart(newer, format), format)} after`,
    );
  });

  it('is not written again where it says the same', async () => {
    expect(await replace(await stored('x', format), format, part())).toBeUndefined();
  });

  it.each([
    ['is not there', 'Only people’s words.'],
    ['has lost its beginning', `${partEnds} x`],
    ['has lost its end', `${partBegins} x`],
    ['is turned around', `${partEnds} x ${partBegins}`],
    ['is there twice', `${partBegins} x ${partEnds} ${partBegins} y ${partEnds}`],
  ])('is left alone where it %s', async (_, text) => {
    expect(await replace(text, format)).toBeUndefined();
  });

  it('leaves every character of other people’s text', async () => {
    const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('Nucleus'));
    await fc.assert(
      fc.asyncProperty(words, words, async (before, after) => {
        const replaced = (await replace(await stored(before, format, after), format)) ?? '';
        expect(replaced.startsWith(`${before}${format === 'html' ? '<div>' : ''}${partBegins}`)).toBe(true);
        expect(replaced.endsWith(`${partEnds}${format === 'html' ? '</div>' : ''}${after}`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('our part in HTML', () => {
  it('keeps the tags that an editor has put around its marks', async () => {
    const edited = `<div><b><span>${partBegins}</span></b></div><table></table><p style="x"><i>${partEnds}</i></p>`;
    const replaced = await replace(edited, 'html');
    expect(replaced?.startsWith(`<div><b><span>${partBegins}</span></b></div><div>Severity`)).toBe(true);
    expect(replaced?.endsWith(`</table><p style="x"><i>${partEnds}</i></p>`)).toBe(true);
  });

  it('lets no value bring in markup', () => {
    const hostile = part({
      severity: '<img src=x>',
      values: { asset_location: '<b>' },
      table: { titles: ['A'], rows: [['</td><script>']], more: 3 },
    });
    expect(renderPart(hostile, 'html')).not.toMatch(/<(?:img|b|script)/);
    expect(renderPart(hostile, 'html')).toContain('and 3 more');
  });
});

describe('partDigest', () => {
  it('changes exactly when the part does', () => {
    expect(partDigest(part())).toBe(partDigest(part()));
    const others = [newer, part({ severity: 'Low' }), part({ values: { a: 'b' } }), part({ findings: 2 })];
    expect(new Set([part(), ...others].map(partDigest)).size).toBe(others.length + 1);
  });
});
